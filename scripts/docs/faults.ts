import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { faultsPage } from '../../test/faults/table';
import { ROOT } from './pages';

writeFileSync(join(ROOT, 'docs', 'faults.md'), faultsPage());
