import { describeFaults } from '../../faults/matrix';
import { assemblyai } from '../../faults/vendors/assemblyai';

describeFaults(assemblyai);
