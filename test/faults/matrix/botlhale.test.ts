import { describeFaults } from '../matrix';
import { botlhale } from '../vendors/botlhale';

describeFaults(botlhale);
