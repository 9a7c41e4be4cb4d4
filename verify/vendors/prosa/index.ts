import { baseUrlOf } from '../../../credentials/ProsaTranscriptionApi.credentials';
import { entriesOf, loadFacts } from '../../../facts/load';
import { listSchema, modelsSchema } from '../../../nodes/Prosa/api/schemas';
import { member, recording, textAt, which, type Session } from '../../core/session';
import type { Verification } from '../../core/vendor';
import { errors, links } from './errors';
import { archive, otherName, queuedJob, readJob, singleSpeaker, waitingJob } from './jobs';
import { callback, registerEndpoint } from './webhooks';

export const prosa: Verification = {
	name: 'prosa',
	displayName: 'Prosa.ai',
	variables: ['PROSA_API_KEY'],
	baseUrl: 'https://api.prosa.ai/v2/speech',
	toBaseUrl: (given) => baseUrlOf({ baseUrl: given }),
	cost: 'creates 3 jobs with a recording of 16 seconds each, about 1 minute of audio, and 2 jobs without a recording',
	operations: [
		'model:getMany',
		'job:create',
		'job:get',
		'job:getStatus',
		'job:getMany',
		'job:wait',
		'job:delete',
		'transcript:transcribe',
		'transcript:get',
	],
	authorize: ({ PROSA_API_KEY: key = '' }) => ({ 'x-api-key': key }),
	run: async (session) => {
		await models(session);
		const inbox = await registerEndpoint(session);
		const data = (await recording('order-id.mp3')).toString('base64');
		await waitingJob(session, data);
		const jobId = await queuedJob(session, data);
		const otherId = await otherName(session, data);
		if (jobId !== undefined) await readJob(session, jobId);
		await singleSpeaker(session, otherId);
		await lists(session);
		await errors(session);
		await links(session);
		if (inbox !== undefined) await callback(session, inbox);
		if (jobId !== undefined) await archive(session, jobId);
	},
};

async function models(session: Session): Promise<void> {
	const answer = await session.step('model:getMany', { path: '/stt/models' }, modelsSchema);
	const listed = modelsSchema.safeParse(answer.json).data?.map(({ name }) => name) ?? [];
	const known = entriesOf(loadFacts('prosa'), 'models');
	for (const name of listed.filter((each) => !known.includes(each)))
		session.depart(`The model ${name} is missing from the facts`);
	session.decide('models', 'Whether models for streaming are listed', listed.includes('stt-general-online'));
	session.decide(
		'modelRate',
		'Name of the sample rate of models',
		which(answer.json, '0.samplerate', '0.sample_rate'),
	);
}

async function lists(session: Session): Promise<void> {
	const page = await session.step('job:getMany', { path: '/stt?page=1&per_page=1' }, listSchema);
	const length = member(page.json, 'length');
	const pages = member(page.json, 'pagination.page_count');
	session.decide(
		'listLength',
		'The member "length" of a list',
		typeof length !== 'number' || typeof pages !== 'number' || pages < 2
			? undefined
			: length >= pages
				? 'total'
				: 'page',
		'the list has fewer than two pages',
	);
	const large = member((await session.send({ path: '/stt?per_page=1000' })).json, 'pagination.per_page');
	session.decide(
		'maxPerPage',
		'Maximum of per_page',
		typeof large === 'number' ? (large < 1000 ? large : '1000 or more') : undefined,
	);
	const count = await session.send({ path: '/stt/count' });
	session.decide('countEndpoint', 'GET /stt/count', count.status === 200 ? 'present' : 'absent');
	const none = await session.send({ path: '/stt?from_date=2000-01-01&until_date=2000-01-02' });
	session.decide(
		'emptyPageCount',
		'page_count of an empty list',
		textAt(none.json, 'pagination.page_count') || undefined,
	);
}
