import { NodeConnectionTypes, type INodeType } from 'n8n-workflow';

import type * as Recording from '../../nodes/shared/items/recording';
import type * as Client from '../../nodes/shared/http/client';
import type * as AssemblyAiApi from '../../nodes/AssemblyAi/api';
import type * as AssemblyAiHttp from '../../nodes/AssemblyAi/http';
import type * as SpeechmaticsApi from '../../nodes/Speechmatics/api';
import type * as SpeechmaticsHttp from '../../nodes/Speechmatics/http';
import { compiled } from './compiled';

/**
 * A node that uploads by the package's own code, but without the look at the size before: the vendors take less
 * than 4 GiB (AssemblyAI) or 1 GiB (Speechmatics), so their nodes refuse what this bench wants to see.
 */
export function unlimitedUpload(vendor: 'assemblyai' | 'speechmatics'): INodeType {
	const { binaryFile } = compiled<typeof Recording>('nodes/shared/items/recording.js', 'binaryFile');
	const { createClient } = compiled<typeof Client>('nodes/shared/http/client.js', 'createClient');
	const isAssemblyAi = vendor === 'assemblyai';
	const http = isAssemblyAi
		? compiled<typeof AssemblyAiHttp>('nodes/AssemblyAi/http.js').assemblyAiHttp
		: compiled<typeof SpeechmaticsHttp>('nodes/Speechmatics/http.js').speechmaticsHttp;
	return {
		description: {
			displayName: 'Upload',
			name: 'upload',
			group: ['transform'],
			version: 1,
			description: 'Uploads a file of any size',
			defaults: { name: 'Upload' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: http.credentialType, required: true }],
			properties: [],
		},
		async execute() {
			const file = await binaryFile({ context: this, itemIndex: 0 }, 'data');
			const client = await createClient(this, http, { itemIndex: 0 });
			if (isAssemblyAi) {
				const api = compiled<typeof AssemblyAiApi>('nodes/AssemblyAi/api.js', 'uploadFile');
				return [[{ json: { uploadUrl: await api.uploadFile(client, file) } }]];
			}
			const api = compiled<typeof SpeechmaticsApi>('nodes/Speechmatics/api.js', 'createJob');
			const config = { type: 'transcription', transcription_config: { language: 'en' } };
			const { id } = await api.createJob(client, { config, recording: file });
			return [[{ json: { id } }]];
		},
	};
}
