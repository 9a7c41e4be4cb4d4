import { join } from 'node:path';

import { stateFolder } from '../../../platform/paths';
import { versions } from '../../../platform/versions';

/** The environment variable with the version of n8n to test. */
export const VERSION_VARIABLE = 'N8N_TESTED_VERSION';

/** The version of n8n to test. */
export function testedVersion(): string {
	return process.env[VERSION_VARIABLE] ?? versions.n8n;
}

/** Where the upload test writes how much memory it took, in MiB. */
export function uploadFigure(version: string): string {
	return join(stateFolder, 'logs', `upload-${version}.json`);
}
