import type { IDataObject } from 'n8n-workflow';

import type { ParameterFact } from '../../../facts/schema';
import { MOST_WORDS } from '../../../nodes/AssemblyAi/actions/transcript/searchWords.operation';
import { LARGEST_PAGE } from '../../../nodes/AssemblyAi/api/api';
import { assemblyAiHttp } from '../../../nodes/AssemblyAi/api/http';
import { syncHttp } from '../../../nodes/AssemblyAi/api/sync';
import { understandingHttp } from '../../../nodes/AssemblyAi/api/understanding';
import { LARGEST_REDACTED_BYTES, LARGEST_UPLOAD_BYTES } from '../../../nodes/AssemblyAi/request/create';
import { findConflict } from '../../../nodes/AssemblyAi/request/exclusions';
import { LARGEST_SHORT_BYTES } from '../../../nodes/AssemblyAi/request/short';
import { setAt } from '../../../nodes/shared/fields/setPath';
import { LANGUAGE_CODES } from '../../../sandbox/assemblyai/request/languages';
import { paramsSchema, readParams } from '../../../sandbox/assemblyai/request/params';
import { breaksRule, SPEECH_MODELS } from '../../../sandbox/assemblyai/request/rules';
import { SYNC_LIMITS, syncConfigSchema } from '../../../sandbox/assemblyai/routes/sync';
import { createSettings } from '../../../sandbox/assemblyai/settings';
import { ASSEMBLYAI_FIELDS } from './assemblyAiFields';
import { describeFacts, requestWith } from './describeFacts';

const HTTP = { jobs: assemblyAiHttp, sync: syncHttp, understanding: understandingHttp };

const IDENTIFICATION = 'speech_understanding.request.speaker_identification';

function requestFor(fact: ParameterFact, value: unknown): IDataObject {
	const request = requestWith({ speaker_labels: true }, fact, value);
	if (fact.path.startsWith(IDENTIFICATION)) setAt(request, `${IDENTIFICATION}.speaker_type`, 'role');
	return request;
}

describeFacts('assemblyai', {
	fields: ASSEMBLYAI_FIELDS,
	request: paramsSchema.extend({ sync: syncConfigSchema }),
	limits: {
		shortBytes: [LARGEST_SHORT_BYTES, SYNC_LIMITS.bytes],
		shortSeconds: [SYNC_LIMITS.seconds],
		shortestMilliseconds: [SYNC_LIMITS.shortestMs],
		uploadBytes: [LARGEST_UPLOAD_BYTES],
		redactedAudioSourceBytes: [LARGEST_REDACTED_BYTES],
		pageSize: [LARGEST_PAGE],
		searchWords: [MOST_WORDS],
		redactedAudioLinkMinutes: [createSettings().current().linkSeconds / 60],
	},
	lists: { languages: LANGUAGE_CODES, models: SPEECH_MODELS },
	probes: [
		{ side: 'node', reject: (fact, value) => findConflict(requestFor(fact, value)) !== undefined },
		{
			side: 'sandbox',
			reject: (fact, value) => {
				const recording = { audio_url: 'https://example.com/a.mp3' };
				const read = readParams({ ...requestFor(fact, value), ...recording });
				return 'error' in read || breaksRule(read.params) !== null;
			},
		},
	],
	baseUrl: (service, region) => {
		const http = service === 'sync' || service === 'understanding' ? HTTP[service] : HTTP.jobs;
		return http.baseUrl({ region }).replace(/\/v2$/, '');
	},
});
