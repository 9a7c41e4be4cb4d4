import { describeFaults } from '../matrix';
import { table } from '../vendors/prosa';

describeFaults(table);
