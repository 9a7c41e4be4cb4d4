import { describeFaults } from '../matrix';
import { speechmatics } from '../vendors/speechmatics';

describeFaults(speechmatics);
