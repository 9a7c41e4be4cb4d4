import { describeFaults } from '../matrix';
import { assemblyai } from '../vendors/assemblyai';

describeFaults(assemblyai);
