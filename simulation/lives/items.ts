import type { INodeExecutionData } from 'n8n-workflow';

import type { Random } from '../core/random';
import { fileId } from '../n8n/context';
import { addressOf, contentOf } from '../vendors/jobs';
import type { VendorName } from '../vendors/model';

/** A recording that a user puts into a workflow. */
export interface Recording {
	name: string;
	/** A file that n8n stores, one that it keeps in memory, or a URL. */
	source: 'stored' | 'inline' | 'url';
	fileName: string;
}

/** Recordings for one run of a node; some are duplicates, some have the same file name. */
export function drawRecordings(random: Random, vendor: VendorName, prefix: string): Recording[] {
	const count = random.weighted([
		[4, 1],
		[3, 2],
		[2, 3],
		[1, 5],
	]);
	const sharesName = random.chance(0.3);
	const source = vendor === 'botlhale' || random.chance(0.7) ? 'file' : 'url';
	const recordings: Recording[] = [];
	for (let index = 0; index < count; index += 1) {
		const before = recordings[index - 1];
		if (before && random.chance(0.1)) {
			recordings.push(before);
			continue;
		}
		const name = `${prefix}${index}`;
		recordings.push({
			name,
			source: source === 'url' ? 'url' : random.chance(0.7) ? 'stored' : 'inline',
			fileName: sharesName ? 'audio.mp3' : `${name}.mp3`,
		});
	}
	return recordings;
}

/** The recordings as input items of a node. */
export function toItems(recordings: readonly Recording[]): INodeExecutionData[] {
	return recordings.map((recording, index) => ({
		json: {
			recording: recording.name,
			source: recording.source === 'url' ? 'url' : 'binary',
			url: addressOf(recording.name),
		},
		...(recording.source === 'url' ? {} : { binary: { data: binaryOf(recording) } }),
		pairedItem: { item: index },
	}));
}

function binaryOf({ name, source, fileName }: Recording) {
	const content = contentOf(name);
	const file = { fileName, mimeType: 'audio/mpeg', fileExtension: 'mp3' };
	if (source === 'inline') return { ...file, data: Buffer.from(content).toString('base64') };
	return { ...file, data: 'filesystem-v2', id: fileId(name), bytes: content.length };
}
