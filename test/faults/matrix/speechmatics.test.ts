import { describeFaults } from '../matrix';
import { table } from '../vendors/speechmatics';

describeFaults(table);
