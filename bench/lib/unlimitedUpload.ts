import { NodeConnectionTypes, type INodeType } from 'n8n-workflow';

import { uploadFile } from '../../nodes/AssemblyAi/api/api';
import { assemblyAiHttp } from '../../nodes/AssemblyAi/api/http';
import { readBinaryFile } from '../../nodes/shared/fields/recording';
import { createClient } from '../../nodes/shared/http/client';
import { createJob } from '../../nodes/Speechmatics/api/api';
import { speechmaticsHttp } from '../../nodes/Speechmatics/api/http';

/**
 * A node that uploads by the package's own code, but without the look at the size before: the vendors take less
 * than 4 GiB (AssemblyAI) or 1 GiB (Speechmatics), so their nodes refuse what this bench wants to see.
 */
export function unlimitedUpload(vendor: 'assemblyai' | 'speechmatics'): INodeType {
	const isAssemblyAi = vendor === 'assemblyai';
	const http = isAssemblyAi ? assemblyAiHttp : speechmaticsHttp;
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
			const file = await readBinaryFile({ context: this, itemIndex: 0 });
			const client = await createClient(this, http, { itemIndex: 0 });
			if (isAssemblyAi) return [[{ json: { uploadUrl: await uploadFile(client, file) } }]];
			const config = { type: 'transcription', transcription_config: { language: 'en' } };
			const { id } = await createJob(client, { config, recording: file });
			return [[{ json: { id } }]];
		},
	};
}
