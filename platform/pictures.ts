import { cp } from 'fs/promises';
import { join } from 'path';

import { projectFolder } from './paths';

/** The pictures of the example workflows that have a page. */
export const pictureFolder = join(projectFolder, 'docs', 'images', 'outcomes');

/** Where n8n serves `pictureFolder`. The notes of a workflow only show pictures from here and from the web. */
export const PICTURES_IN_N8N = '/static/outcomes/';

/** Makes the pictures available in an n8n with this data, which must have been started once. */
export async function showPictures(userFolder: string): Promise<void> {
	const folder = join(userFolder, '.cache', 'n8n', 'public', PICTURES_IN_N8N);
	await cp(pictureFolder, folder, { recursive: true });
}
