import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { testDataFolder } from '../../../platform/paths';

it('keeps the data of n8n in tests where Node.js finds no other n8n-workflow than that of n8n', () => {
	const above: string[] = [];
	for (let folder = testDataFolder; folder !== dirname(folder); folder = dirname(folder)) above.push(folder);
	expect(above.length).toBeGreaterThan(0);
	for (const name of ['n8n-workflow', 'zod']) {
		expect(above.filter((folder) => existsSync(join(folder, 'node_modules', name)))).toEqual([]);
	}
});
