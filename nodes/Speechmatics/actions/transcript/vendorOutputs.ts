import type { INodeExecutionData } from 'n8n-workflow';

import { captionFiles } from '../../../shared/captions/files';
import type { ItemContext } from '../../../shared/execution/runItems';
import { clientFor } from '../../../shared/operations/getJob';
import { fileParts, type OwnOutput } from '../../../shared/operations/getTranscript';
import { fileNameFor } from '../../../shared/operations/output';
import { recordingName } from '../../../shared/operations/recordingName';
import { getTranscriptText } from '../../api/api';
import { identity } from '../../api/identity';
import { resultOrFailure } from '../../response/resultOrFailure';
import { speechmatics } from '../../vendor';

/** Text and captions in Speechmatics' own formats (`format` of its API). */
export const vendorOutputs: readonly OwnOutput[] = [
	{
		name: 'Vendor Captions (SRT)',
		value: 'vendorSrt',
		description: 'The SRT captions from Speechmatics, as a file and as text',
		isFile: true,
		fetch: async (call, jobId) => await fetchText(call, jobId, 'srt', captionFiles.srt.mimeType, true),
	},
	{
		name: 'Vendor Text',
		value: 'vendorText',
		description: 'The plain text from Speechmatics, with a line for each change of speaker',
		isFile: false,
		fetch: async (call, jobId) => await fetchText(call, jobId, 'txt', 'text/plain', false),
	},
];

async function fetchText(
	call: ItemContext,
	jobId: string,
	format: 'txt' | 'srt',
	mimeType: string,
	alwaysFile: boolean,
): Promise<INodeExecutionData> {
	const client = (await clientFor(speechmatics, call)).forJob(jobId);
	const content = await resultOrFailure(
		client,
		jobId,
		async () => await getTranscriptText(client, jobId, format),
	);
	const { settings } = fileParts(call);
	const json = { vendor: identity.id, jobId, recording: recordingName(call), format, text: content };
	if (!alwaysFile && !settings.asFile) return { json };
	const fileName = fileNameFor(json, settings, format);
	const file = await call.context.helpers.prepareBinaryData(Buffer.from(content), fileName, mimeType);
	return { json: { ...json, fileName }, binary: { [settings.property]: { ...file, fileExtension: format } } };
}
