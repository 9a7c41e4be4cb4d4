import { join, resolve } from 'path';

/** The project's root folder. */
export const projectFolder = resolve(__dirname, '..');

/** Everything that is installed, packed or written while running n8n; ignored by Git. */
export const stateFolder = join(projectFolder, '.n8n');
