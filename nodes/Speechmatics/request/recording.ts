import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../shared/execution/runItems';
import {
	recordingFields as sharedRecordingFields,
	recordingSource,
} from '../../shared/fields/recordingFields';
import { showWhen } from '../../shared/fields/showWhen';
import { identity } from '../api/identity';
import { fetchHeadersField, HIDDEN_FOR_AGENTS, readFileSource, readUrlSource, type Source } from './source';

/** Headers for fetching the recording. */
export const recordingHeaders = fetchHeadersField('fetch_data', 'urlHeaders', 'URL Headers', 'recording');

/** The source of the recording, and the headers that fetching it requires. */
export const recordingFields: INodeProperties[] = [
	...sharedRecordingFields(identity.displayName),
	showWhen({ recordingSource: ['url'] }, { ...recordingHeaders.field, ...HIDDEN_FOR_AGENTS }),
];

/** The recording that the fields name. @throws NodeOperationError */
export async function readRecording(call: ItemContext): Promise<Source> {
	return recordingSource(call) === 'url'
		? readUrlSource(call, 'url', 'URL')
		: { file: await readFileSource(call, { label: 'Input Data Field Name' }, 'Recording') };
}
