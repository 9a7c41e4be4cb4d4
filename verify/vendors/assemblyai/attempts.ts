import { entriesOf, loadFacts } from '../../../facts/load';
import { textAt, type Answer, type Session } from '../../core/session';

export const TRANSCRIPTS = '/v2/transcript';

/** Removes the job of a response, if it created one. @returns its ID, `''` if there is none */
export function removeLater(session: Session, { json }: Answer): string {
	const jobId = textAt(json, 'id');
	if (jobId === '') return jobId;
	session.cleanUp(`job ${jobId}`, async () => {
		// A job that has not ended cannot be deleted yet.
		const removed = await session.until(async () => {
			const { status, text } = await session.send({ method: 'DELETE', path: `${TRANSCRIPTS}/${jobId}` });
			return status === 200 || status === 404 || text.includes('not found') ? status : undefined;
		});
		if (removed === undefined) throw new Error('not removed');
	});
	return jobId;
}

/** Requests a job whose recording cannot be downloaded. */
async function attempt(session: Session, parameters: object): Promise<Answer> {
	const json = { audio_url: 'https://verification.invalid/none.mp3', ...parameters };
	const answer = await session.send({ method: 'POST', path: TRANSCRIPTS, json });
	removeLater(session, answer);
	return answer;
}

/** Requests that should be rejected. */
export async function rejections(session: Session): Promise<void> {
	const unknown = await session.send({ path: `${TRANSCRIPTS}/6b1a2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d` });
	session.decide('unknownIdStatus', 'Status for an unknown job ID', unknown.status);
	const bearer = await session.send({
		path: `${TRANSCRIPTS}?limit=1`,
		headers: { authorization: `Bearer ${session.authorization.authorization ?? ''}` },
	});
	session.decide('bearer', 'Whether a key with Bearer is accepted', bearer.status === 200);
	const models = await attempt(session, { speech_models: ['no-such-model'] });
	const named = [...textAt(models.json, 'error').matchAll(/"([\w-]+\d[\w-]*)"/g)].map(
		([, name = '']) => name,
	);
	const known = entriesOf(loadFacts('assemblyai'), 'models');
	session.decide(
		'speechModels',
		'Accepted speech models',
		named.length === 0 ? undefined : named.join(', '),
		'no error lists them',
	);
	for (const name of named.filter((each) => !known.includes(each)))
		session.depart(`The model ${name} is missing from the facts`);
	for (const name of known.filter((each) => named.length > 0 && !named.includes(each))) {
		session.depart(`The model ${name} of the facts is not accepted`);
	}
	const unknownMember = await attempt(session, { no_such_parameter: true });
	session.decide('unknownMember', 'Status for an unknown parameter', unknownMember.status);
}

/** Parameters that only the older or the newer documentation has. */
const PARAMETERS: ReadonlyArray<[id: string, topic: string, parameters: object]> = [
	['speechModel', 'Whether speech_model is accepted', { speech_model: 'universal-3-pro' }],
	['wordBoost', 'Whether word_boost is accepted', { word_boost: ['Karoo'], boost_param: 'high' }],
	['dualChannel', 'Whether dual_channel is accepted', { dual_channel: true }],
	[
		'channelsAndSpeakers',
		'Whether multichannel and speaker_labels are accepted together',
		{ multichannel: true, speaker_labels: true },
	],
	[
		'manySpeakers',
		'Whether more than 10 expected speakers are accepted',
		{ speaker_labels: true, speakers_expected: 11 },
	],
	['autoChapters', 'Whether auto_chapters is accepted', { auto_chapters: true }],
	['summarization', 'Whether summarization is accepted', { summarization: true }],
	...['entity_name', 'entity_type'].map((name): [string, string, object] => [
		name === 'entity_name' ? 'entityName' : 'entityType',
		`Whether redact_pii_sub: ${name} is accepted`,
		{ redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_sub: name },
	]),
];

export async function parameters(session: Session): Promise<void> {
	for (const [id, topic, own] of PARAMETERS) {
		const { status } = await attempt(session, own);
		session.decide(id, topic, status === 200 ? true : status === 400 ? false : undefined);
	}
	const jobId = textAt((await attempt(session, {})).json, 'id');
	const early = await session.send({ method: 'DELETE', path: `${TRANSCRIPTS}/${jobId}` });
	session.decide(
		'deleteUnfinished',
		'Status for the deletion of a job that has not ended',
		jobId === '' ? undefined : early.status,
	);
}
