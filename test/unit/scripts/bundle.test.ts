import type * as paths from 'node:path';

import { entriesOf } from '../../../scripts/bundle';

// The build as it runs on Windows.
jest.mock('node:path', () => jest.requireActual<typeof paths>('node:path').win32);

it('writes no backslashes into code on Windows', () => {
	const { lines, files } = entriesOf({
		nodes: ['dist/nodes/AssemblyAi/AssemblyAiTrigger.node.js'],
		credentials: ['dist/credentials/AssemblyAiApi.credentials.js'],
	});
	expect(lines).toEqual([
		"export { AssemblyAiTrigger } from './nodes/AssemblyAi/AssemblyAiTrigger.node';",
		"export { AssemblyAiApi } from './credentials/AssemblyAiApi.credentials';",
	]);
	expect(files).toEqual([
		[
			'nodes/AssemblyAi/AssemblyAiTrigger.node.js',
			"'use strict';\n\nexports.AssemblyAiTrigger = require('../../bundle.js').AssemblyAiTrigger;\n",
		],
		[
			'credentials/AssemblyAiApi.credentials.js',
			"'use strict';\n\nexports.AssemblyAiApi = require('../bundle.js').AssemblyAiApi;\n",
		],
	]);
});
