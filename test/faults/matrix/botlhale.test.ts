import { describeFaults } from '../matrix';
import { table } from '../vendors/botlhale';

describeFaults(table);
