import type { IDataObject } from 'n8n-workflow';

import type { ParameterFact } from '../../../facts/schema';
import { speechmaticsHttp } from '../../../nodes/Speechmatics/api/http';
import { LARGEST_PAGE } from '../../../nodes/Speechmatics/api/list';
import { findExclusion } from '../../../nodes/Speechmatics/request/exclusions/index';
import { CONFIG_GROUPS } from '../../../nodes/Speechmatics/request/jobConfig';
import { UPLOAD_LIMIT_BYTES } from '../../../nodes/Speechmatics/request/source';
import { LANGUAGE_PACKS } from '../../../sandbox/speechmatics/languages';
import { configSchema, readConfig } from '../../../sandbox/speechmatics/request/config';
import { brokenRule } from '../../../sandbox/speechmatics/request/rules';
import { createSettings } from '../../../sandbox/speechmatics/settings';
import { describeFacts, fieldsOf, requestWith } from './describeFacts';

const codes = (packs: typeof LANGUAGE_PACKS) => packs.map(({ code }) => code);

function requestFor(fact: ParameterFact, value: unknown): IDataObject {
	const transcription_config = { language: 'en', diarization: 'channel' };
	return requestWith({ type: 'transcription', transcription_config }, fact, value);
}

describeFacts('speechmatics', {
	fields: fieldsOf([...CONFIG_GROUPS.transcription, ...CONFIG_GROUPS.alignment]),
	request: configSchema,
	limits: {
		uploadBytes: [UPLOAD_LIMIT_BYTES, createSettings().current().maxUploadBytes],
		pageSize: [LARGEST_PAGE],
	},
	lists: {
		languages: codes(LANGUAGE_PACKS),
		identified: codes(LANGUAGE_PACKS.filter(({ identifiable }) => identifiable)),
		translated: codes(LANGUAGE_PACKS.filter(({ translatable }) => translatable)),
	},
	probes: [
		{ side: 'node', reject: (fact, value) => findExclusion(requestFor(fact, value)) !== undefined },
		{
			side: 'sandbox',
			reject: (fact, value) => {
				const read = readConfig(JSON.stringify(requestFor(fact, value)));
				return 'detail' in read || brokenRule(read.config) !== null;
			},
		},
	],
	baseUrl: (_service, region) => speechmaticsHttp.baseUrl({ region }),
});
