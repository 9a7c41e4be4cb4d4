import { entriesOf, loadFacts } from '../../../facts/load';
import { shortSchema } from '../../../nodes/Botlhale/api/schemas';
import { formOf, member, recording, which, type Answer, type Session } from '../../core/session';
import type { Verification } from '../../core/vendor';
import { OLD, pathOf, SNAKE, statusForm, type Names } from './files';
import { job, UPLOAD } from './job';
import { tokens } from './tokens';

/** Codes that only some of the documents have. */
const DOUBTFUL_LANGUAGES = ['ve-ZA', 'nr-ZA', 'ss-ZA', 'ka-KE', 'ki-KE'];

const UNKNOWN_LANGUAGE = 'xx-XX';

export const botlhale: Verification = {
	name: 'botlhale',
	displayName: 'Botlhale AI',
	variables: ['BOTLHALE_REFRESH_TOKEN', 'BOTLHALE_ORG_ID'],
	baseUrl: 'https://api.botlhale.xyz',
	cost: 'transcribes 1 recording of 27 seconds twice, about 1 minute of audio, and requests about 20 upload slots. Botlhale AI cannot delete recordings',
	operations: [
		'job:create',
		'job:createUploadSlot',
		'job:getStatus',
		'job:wait',
		'transcript:transcribe',
		'transcript:transcribeShort',
		'transcript:get',
	],
	authorize: () => ({}),
	run: async (session, { BOTLHALE_REFRESH_TOKEN: refresh = '', BOTLHALE_ORG_ID: organisation = '' }) => {
		const token = await tokens(session, refresh);
		if (token === undefined) return;
		session.authorization.authorization = `Bearer ${token}`;
		const audio = await recording('dialogue-en.wav');
		await refusals(session, organisation);
		const isSnake = await short(session, audio);
		const names = isSnake ? SNAKE : OLD;
		await languages(session, names, organisation);
		await job(session, names, organisation, audio);
	},
};

async function refusals(session: Session, organisation: string): Promise<void> {
	const refused = await session.send({
		method: 'POST',
		path: UPLOAD,
		headers: { authorization: 'Bearer no-token' },
		body: new URLSearchParams({ org_id: organisation }),
	});
	session.decide(
		'unauthorizedBody',
		'Body of a 401',
		refused.status === 401 ? (refused.text === '' ? 'empty' : 'gateway') : undefined,
	);
	const bad = await session.send({ method: 'POST', path: '/asr', body: formOf({ language_code: 'xx-XX' }) });
	session.decide(
		'errorForm',
		'Form of a 400',
		bad.status !== 400
			? undefined
			: typeof member(bad.json, 'error') === 'object'
				? 'entity'
				: which(bad.json, 'message', 'error'),
	);
	const none = await session.send({
		method: 'POST',
		path: UPLOAD,
		body: new URLSearchParams({ language_code: 'en-ZA' }),
	});
	session.decide('orgIdRequired', 'Whether org_id is required', none.status >= 400);
	const file = `${organisation}/asr_unknown.wav`;
	const look = async (names: Names) =>
		await session.send({ path: pathOf('status', { names, isKey: true }, organisation, file) });
	const newer = await look(SNAKE);
	const unknown = newer.status === 400 ? await look(OLD) : newer;
	session.decide('unknownFile', 'Status of an unknown file', statusForm(unknown));
}

/** Upload slots for every language of the facts, and for those that only some documents have. */
async function languages(session: Session, names: Names, organisation: string): Promise<void> {
	const isAccepted = async (language: string) => {
		const body = new URLSearchParams({ [names.org]: organisation, [names.language]: language });
		return (await session.send({ method: 'POST', path: UPLOAD, body })).status === 200;
	};
	const topic = 'Accepted languages';
	if (await isAccepted(UNKNOWN_LANGUAGE)) {
		session.decide('languages', topic, undefined, 'upload slots are not checked for their language');
		return;
	}
	const facts = entriesOf(loadFacts('botlhale'), 'languages');
	const accepted: string[] = [];
	for (const language of new Set([...facts, ...DOUBTFUL_LANGUAGES])) {
		if (await isAccepted(language)) accepted.push(language);
		else if (facts.includes(language))
			session.depart(`The language ${language} of the facts is not accepted`);
	}
	session.decide('languages', topic, accepted.join(', ') || undefined);
}

/** @returns whether the newer names of parameters are read */
async function short(session: Session, content: Buffer<ArrayBuffer>): Promise<boolean> {
	const file = (field: string) => ({ field, name: 'dialogue-en.wav', type: 'audio/wav', content });
	const send = async (language: string, field: string) =>
		await session.step(
			'transcript:transcribeShort',
			{ method: 'POST', path: '/asr', body: formOf({ [language]: 'en-ZA' }, file(field)) },
			shortSchema,
		);
	const probe = await session.send({
		method: 'POST',
		path: '/asr',
		body: formOf({}, { ...file('speech_file'), content: Buffer.from('no audio') }),
	});
	// A rejected recording has been found under its name.
	const knowsSnake = !/provide|required|missing/i.test(probe.text);
	const answer = await (knowsSnake
		? send('language_code', 'speech_file')
		: send('LanguageCode', 'SpeechFile'));
	session.decide(
		'fieldNames',
		'Names of parameters',
		answer.status === 200 ? (knowsSnake ? 'snake' : 'old') : undefined,
	);
	session.decide(
		'syncForm',
		'Response to short audio (text in A: text, B: transcription, C and D: Transcription)',
		answer.status === 200 ? syncForm(answer) : undefined,
	);
	return knowsSnake;
}

function syncForm({ json }: Answer): string {
	if (member(json, 'text') !== undefined) return 'A';
	if (member(json, 'transcription') !== undefined) return 'B';
	return member(json, 'NewSampleRate') === undefined ? 'D' : 'C';
}
