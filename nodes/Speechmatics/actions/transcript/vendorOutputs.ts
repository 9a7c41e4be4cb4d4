import type { INodeExecutionData } from 'n8n-workflow';

import { readOptions } from '../../../shared/items/parameters';
import type { ItemCall } from '../../../shared/items/run';
import { clientFor } from '../../../shared/jobs/operations/single';
import type { OwnOutput } from '../../../shared/transcript/operations/get';
import {
	CAPTION_MIME_TYPES,
	fileNameFor,
	readOutputSettings,
} from '../../../shared/transcript/operations/output';
import { getTranscriptText } from '../../api';
import { speechmatics } from '../../vendor';

/** Text and captions as Speechmatics itself writes them (`format` of its API). */
export const vendorOutputs: readonly OwnOutput[] = [
	{
		name: 'Vendor’s Captions (SRT)',
		value: 'vendorSrt',
		description: 'As Speechmatics makes them, as a file and as text',
		fetch: async (call, jobId) => await fetchText(call, jobId, 'srt', CAPTION_MIME_TYPES.srt, true),
	},
	{
		name: 'Vendor’s Text',
		value: 'vendorText',
		description: 'As Speechmatics writes it, with a line for each change of speaker',
		fetch: async (call, jobId) => await fetchText(call, jobId, 'txt', 'text/plain', false),
	},
];

async function fetchText(
	call: ItemCall,
	jobId: string,
	format: 'txt' | 'srt',
	mimeType: string,
	alwaysFile: boolean,
): Promise<INodeExecutionData> {
	const client = (await clientFor(speechmatics, call)).forJob(jobId);
	const content = await getTranscriptText(client, jobId, format);
	const settings = readOutputSettings(readOptions(call, 'options', 'Options'));
	const json = { vendor: 'speechmatics', jobId, format, text: content };
	if (!alwaysFile && !settings.asFile) return { json };
	const fileName = fileNameFor({ jobId }, settings, format);
	const file = await call.context.helpers.prepareBinaryData(Buffer.from(content), fileName, mimeType);
	return { json: { ...json, fileName }, binary: { [settings.property]: { ...file, fileExtension: format } } };
}
