import { writeFile } from 'node:fs/promises';

import { measureUpload } from '../../platform/uploadMemory';
import { openStage } from '../e2e/support/stage';
import { uploadFigure } from './support/version';

const FILE_MIB = 300;

const MAX_ADDED_MIB = 100;

// Memory is read from /proc, so this runs on Linux only.
it('an upload of 300 MiB adds at most 100 MiB of memory', async () => {
	const { client, credentials, n8nPid, runtime } = await openStage();
	const { addedWhileUploadingMib } = await measureUpload({ client, credentials, pid: n8nPid }, FILE_MIB);
	await writeFile(uploadFigure(runtime.version), String(addedWhileUploadingMib));
	expect(addedWhileUploadingMib).toBeLessThanOrEqual(MAX_ADDED_MIB);
});
