import { readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { Engine } from '../../test/support/engine/engine';

/**
 * An item whose file is in n8n's storage without having been read by this process, because storing gigabytes would fill
 * its memory and the disk's queue before the measurement. Stores one byte, then replaces it by a link.
 */
export async function storedFile(engine: Engine, file: string): Promise<INodeExecutionData> {
	const { size } = await stat(file);
	const item = await engine.binaryItem({
		data: Buffer.from('0'),
		fileName: path.basename(file),
		mimeType: 'audio/wav',
	});
	const binary = item.binary?.data;
	if (binary?.id === undefined) throw new Error('The file is not in filesystem mode');
	const place = Container.get(BinaryDataService).getPath(binary.id);
	await rm(place);
	await symlink(file, place);
	const metadata = `${place}.metadata`;
	const stored = z.looseObject({ fileSize: z.number() }).parse(JSON.parse(await readFile(metadata, 'utf8')));
	await writeFile(metadata, JSON.stringify({ ...stored, fileSize: size }));
	binary.bytes = size;
	return item;
}
