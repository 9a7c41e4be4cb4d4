import { createHash } from 'crypto';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

/** The project's root folder. */
export const projectFolder = resolve(__dirname, '..');

/** Folder for everything that is installed, packed or written to run n8n; ignored by Git. */
export const stateFolder = join(projectFolder, '.n8n');

/**
 * Folder for the data of n8n in tests, outside of the project: inside of it, Node.js would find the project's
 * n8n-workflow and zod before those of the n8n that loads the package.
 */
export const testDataFolder = join(
	tmpdir(),
	`n8n-nodes-transcription-${createHash('sha256').update(projectFolder).digest('hex').slice(0, 8)}`,
);
