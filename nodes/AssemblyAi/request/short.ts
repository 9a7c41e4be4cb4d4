import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import type { ItemContext } from '../../shared/execution/runItems';
import { applyGroups, labelOfPath } from '../../shared/fields/mapped';
import { fieldError, readJsonOption } from '../../shared/fields/parameters';
import { readBinaryFile } from '../../shared/fields/recording';
import type { UploadFile } from '../../shared/http/multipart';
import type { TranscriptionRequest } from '../../shared/jobs/synchronous';
import { transcribeShort } from '../api/sync';
import { shortGroups } from '../parameters/short';
import { additionalOption } from './request';

/** Docs page "Audio requirements" of the Sync API. */
export const LARGEST_SHORT_BYTES = 40_000_000;

/** An option for members of the config that have no field. */
export const shortAdditionalOption: INodeProperties = {
	...additionalOption,
	description:
		'Additional members of "config" as JSON, for settings not available as fields. Overrides the fields above. See <a href="https://www.assemblyai.com/docs/api-reference/sync-api/transcribe">the API reference</a>.',
};

/** The request to the Sync API for one item. @throws NodeOperationError */
export async function readShortRequest(call: ItemContext): Promise<TranscriptionRequest> {
	const fields: IDataObject = {};
	applyGroups(call, shortGroups, fields);
	const config = { ...fields, timestamps: true, ...readJsonOption(call, shortAdditionalOption) };
	rejectIncompletePcm(call, fields);
	const file = await readShortFile(call);
	return {
		what: [config, await file.identity()],
		send: async (client) => await transcribeShort(client, withType(file, config), config),
	};
}

function rejectIncompletePcm(call: ItemContext, { sample_rate: rate, channels }: IDataObject): void {
	if ((rate === undefined) === (channels === undefined)) return;
	const [given, path, missing] =
		rate === undefined ? ['Channels', 'channels', 'Sample Rate'] : ['Sample Rate', 'sample_rate', 'Channels'];
	throw fieldError(
		call,
		labelOfPath(shortGroups, path) ?? given,
		`works only with "Raw PCM: ${missing}"`,
		'Set both for a file without a header, or remove both.',
	);
}

async function readShortFile(call: ItemContext): Promise<UploadFile> {
	const file = await readBinaryFile(call, { alternative: '' });
	if (file.size <= LARGEST_SHORT_BYTES) return file;
	throw fieldError(
		call,
		'Input Data Field Name',
		`is a file of ${(file.size / 1e6).toFixed(1)} MB, but AssemblyAI accepts at most 40 MB for short audio`,
		'Use Transcript: Transcribe, which accepts larger files.',
	);
}

/** AssemblyAI reads the format from the type of the part; WAV files have many types in practice, or none. */
function withType(file: UploadFile, { sample_rate: rate }: IDataObject): UploadFile {
	if (rate !== undefined) return { ...file, mimeType: 'audio/pcm' };
	const isWav =
		/^(audio\/(x-|vnd\.)?wave?|application\/octet-stream)$/i.test(trimmedText(file.mimeType)) ||
		/\.wav$/i.test(file.fileName);
	return isWav ? { ...file, mimeType: 'audio/wav' } : file;
}
