import { describeFaults } from '../matrix';
import { prosa } from '../vendors/prosa';

describeFaults(prosa);
