import { join, resolve } from 'path';

/** The project's root folder. */
export const projectFolder = resolve(__dirname, '..');

/** Folder for everything that is installed, packed or written to run n8n; ignored by Git. */
export const stateFolder = join(projectFolder, '.n8n');
