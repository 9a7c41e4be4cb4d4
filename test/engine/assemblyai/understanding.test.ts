import type { IDataObject } from 'n8n-workflow';

import { firstText, NODE, type Stage } from '../../support/stage';
import { assemblyAiStage, KEY } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

const PATH = '^/v1/understanding$';

async function makeJob(fields: IDataObject = { speakers: 'voice' }): Promise<string> {
	const parameters = { resource: 'job', operation: 'create', recordingSource: 'binary', ...fields };
	return firstText(await stage.run(parameters, [await stage.recording('dialogue-en.wav')]), 'jobId');
}

const understand = (jobId: string, tasks: IDataObject, more: IDataObject = {}) => ({
	resource: 'transcript',
	operation: 'understand',
	jobId: { mode: 'id', value: jobId },
	tasks,
	...more,
});

const sent = async () => (await stage.sandbox.requests()).filter(({ path }) => path === '/v1/understanding');

describe('Understand', () => {
	it('applies several tasks to a completed job in one request', async () => {
		const jobId = await makeJob();
		const run = await stage.run(
			understand(jobId, {
				speaker_type: 'role',
				known_values: ['Receptionist', 'Patient'],
				target_languages: ['es'],
				match_original_utterance: true,
				understanding_summary_type: 'bullets',
				action_items: true,
				include_decisions: true,
			}),
		);
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)).toEqual([
			{
				jobId,
				requestId: expect.any(String),
				results: {
					speaker_identification: expect.objectContaining({
						mapping: { A: 'Receptionist', B: 'Patient' },
					}),
					translation: { status: 'success' },
					summarization: expect.objectContaining({ status: 'success' }),
					action_items: expect.objectContaining({ status: 'success' }),
				},
				translations: { es: expect.any(String) },
				segments: expect.arrayContaining([
					expect.objectContaining({
						speaker: 'Receptionist',
						start: expect.any(Number),
						translations: { es: expect.any(String) },
					}),
				]),
			},
		]);
		const [request] = await sent();
		expect(request?.headers.authorization).toBe(KEY);
		expect(request?.body).toEqual({
			transcript_id: jobId,
			speech_understanding: {
				request: {
					speaker_identification: { speaker_type: 'role', known_values: ['Receptionist', 'Patient'] },
					translation: { target_languages: ['es'], match_original_utterance: true },
					summarization: { summary_type: 'bullets' },
					action_items: { include_decisions: true },
				},
			},
		});
	});

	it('returns the response of AssemblyAI', async () => {
		const run = await stage.run(
			understand(await makeJob(), { target_languages: ['fr'] }, { options: { simplify: false } }),
		);
		expect(run.json(NODE)[0]).toMatchObject({
			request_id: expect.any(String),
			speech_understanding: { response: { translation: { status: 'success' } } },
		});
	});

	it.each<[IDataObject, RegExp]>([
		[{}, /"Tasks" must have at least one task/],
		[{ understanding_summary_effort: 'low' }, /"Tasks: Speech Understanding: Summary" is required/],
		[{ known_values: ['Nadia'] }, /"Tasks: Identify Speakers By" is required to identify speakers/],
		[{ include_decisions: true }, /works only with "Speech Understanding: Action Items"/],
	])('rejects %j before anything is sent', async (tasks, message) => {
		const jobId = await makeJob();
		expect((await stage.run(understand(jobId, tasks))).error?.message).toMatch(message);
		expect(await sent()).toEqual([]);
	});

	it('explains an unknown job and a job without speakers', async () => {
		const translation = { target_languages: ['es'] };
		const unknown = await stage.run(understand('6b1a2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', translation));
		expect(unknown.error?.message).toMatch(/transcript not found \(404/);
		expect(unknown.error?.description).toMatch(/Check the ID and the region/);
		const run = await stage.run(understand(await makeJob({}), { speaker_type: 'name' }));
		expect(run.error?.description).toMatch(/"Speakers" separates them in the operation that creates the job/);
	});

	it('returns a response that cannot be converted, because it is charged for', async () => {
		const jobId = await makeJob();
		const response = { request_id: 'r', speech_understanding: { response: {} }, utterances: [{ text: 5 }] };
		await stage.sandbox.faults({ kind: 'status', status: 200, body: response, match: { path: PATH } });
		const run = await stage.run(understand(jobId, { target_languages: ['es'] }));
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)).toEqual([
			{ jobId, errorMessage: expect.stringContaining('utterances'), response },
		]);
	});

	it('is sent again after 429, which the vendor has not processed', async () => {
		const jobId = await makeJob();
		await stage.sandbox.faults({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '0' },
			body: { request_id: 'r', message: 'too many requests for this action', code: 429 },
			match: { path: PATH },
		});
		const run = await stage.run(understand(jobId, { target_languages: ['es'] }));
		expect(run.error).toBeUndefined();
		expect(await sent()).toHaveLength(2);
	});

	it('is not sent again after 502, because it may have been charged for', async () => {
		const jobId = await makeJob();
		await stage.sandbox.faults({ kind: 'status', status: 502, match: { path: PATH } });
		const run = await stage.run(understand(jobId, { target_languages: ['es'] }));
		expect(run.error?.description).toMatch(/charged for anyway\. AssemblyAI does not store its result/);
		expect(await sent()).toHaveLength(1);
	});
});
