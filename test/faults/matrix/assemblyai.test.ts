import { describeFaults } from '../matrix';
import { table } from '../vendors/assemblyai';

describeFaults(table);
