import type { IDataObject } from 'n8n-workflow';

import type { ParameterFact } from '../../../facts/schema';
import { findConflict } from '../../../nodes/AssemblyAi/request/exclusions';
import { toItemData } from '../../../nodes/shared/execution/toItemData';
import { setAt } from '../../../nodes/shared/fields/setPath';
import { findExclusion } from '../../../nodes/Speechmatics/request/exclusions/index';
import { readParams } from '../../../sandbox/assemblyai/request/params';
import { breaksRule } from '../../../sandbox/assemblyai/request/rules';
import { readConfig } from '../../../sandbox/speechmatics/request/config';
import { brokenRule } from '../../../sandbox/speechmatics/request/rules';

/** One side that enforces limits: whether it rejects a request with this value. */
interface Probe {
	side: 'node' | 'sandbox';
	reject: (fact: ParameterFact, value: unknown) => boolean;
}

function requestWith(base: IDataObject, { path }: ParameterFact, value: unknown): IDataObject {
	const request = structuredClone(base);
	setAt(request, path, value);
	return toItemData(request);
}

const IDENTIFICATION = 'speech_understanding.request.speaker_identification';

function assemblyAiRequest(fact: ParameterFact, value: unknown): IDataObject {
	const request = requestWith({ speaker_labels: true }, fact, value);
	if (fact.path.startsWith(IDENTIFICATION)) setAt(request, `${IDENTIFICATION}.speaker_type`, 'role');
	return request;
}

function speechmaticsRequest(fact: ParameterFact, value: unknown): IDataObject {
	const base = {
		type: 'transcription',
		transcription_config: { language: 'en', diarization: 'channel' },
	};
	return requestWith(base, fact, value);
}

export const probes: Readonly<Record<string, readonly Probe[]>> = {
	assemblyai: [
		{ side: 'node', reject: (fact, value) => findConflict(assemblyAiRequest(fact, value)) !== undefined },
		{
			side: 'sandbox',
			reject: (fact, value) => {
				const recording = { audio_url: 'https://example.com/a.mp3' };
				const read = readParams({ ...assemblyAiRequest(fact, value), ...recording });
				return 'error' in read || breaksRule(read.params) !== null;
			},
		},
	],
	speechmatics: [
		{ side: 'node', reject: (fact, value) => findExclusion(speechmaticsRequest(fact, value)) !== undefined },
		{
			side: 'sandbox',
			reject: (fact, value) => {
				const read = readConfig(JSON.stringify(speechmaticsRequest(fact, value)));
				return 'detail' in read || brokenRule(read.config) !== null;
			},
		},
	],
};
