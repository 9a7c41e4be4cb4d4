import type { IDataObject } from 'n8n-workflow';

import { chain, send } from '../../support/engine';
import { firstText, NODE, type Stage } from '../../support/stage';
import { assemblyAiStage, SECRET } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => await stage.sandbox.reset());

const JOB: IDataObject = {
	recordingSource: 'binary',
	additionalFields: {
		redact_pii: true,
		redact_pii_policies: ['person_name', 'date_of_birth'],
		redact_pii_return_unredacted: true,
		entity_detection: true,
		sentiment_analysis: true,
		auto_chapters: true,
	},
};

/** A name and a date of birth in the recording. */
const PERSONAL = /Nadia|Brian|May 4/;

const create = async (callback: IDataObject = {}) =>
	firstText(
		await stage.run({ ...JOB, resource: 'job', operation: 'create', ...callback }, [
			await stage.recording('dialogue-en.mp3'),
		]),
		'jobId',
	);

it.each(['transcript', 'text', 'dialogue', 'markdown', 'html', 'srt', 'vtt'])(
	'Transcript: Get has no personal data in the output %s, unless it is requested as spoken',
	async (output) => {
		const jobId = await create();
		const get = { resource: 'transcript', operation: 'get', jobId: { mode: 'id', value: jobId, __rl: true } };
		const contentOf = async (options: IDataObject) => {
			const run = await stage.run({ ...get, output, options });
			const file = output === 'html' ? await stage.engine.readBinary(run.items(NODE)[0]) : '';
			return JSON.stringify(run.json(NODE)) + file.toString();
		};
		expect(await contentOf({})).not.toMatch(PERSONAL);
		expect(await contentOf({ redaction: 'asSpoken' })).toMatch(PERSONAL);
	},
);

it.each([
	['redacted', {}, false],
	['as spoken', { redaction: 'asSpoken' }, true],
])('a trigger outputs a transcript %s', async (_version, options, isSpoken) => {
	const TRIGGER = 'AssemblyAI Trigger';
	const workflow = await stage.engine.activate({
		nodes: [
			{
				name: TRIGGER,
				type: 'n8n-nodes-transcription.assemblyAiTrigger',
				parameters: { events: ['completed'], output: 'transcript', options },
			},
		],
	});
	const jobId = await create();
	const reply = await send(workflow.url(TRIGGER), {
		json: { transcript_id: jobId, status: 'completed' },
		headers: { 'X-Transcription-Webhook-Secret': SECRET },
	});
	expect(reply.status).toBe(200);
	const [run] = await workflow.started();
	expect(PERSONAL.test(JSON.stringify(run?.json(TRIGGER)))).toBe(isSpoken);
	await workflow.deactivate();
});

it.each([
	['redacted', {}, false],
	['as spoken', { redaction: 'asSpoken' }, true],
])('a suspended execution resumes with a transcript %s', async (_version, options, isSpoken) => {
	await stage.sandbox.speed({ processingMs: 60_000 });
	const run = await stage.engine.run({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node({ ...JOB, resource: 'job', operation: 'create', callback: 'resume' }, { name: 'Create' }),
			stage.node(
				{ resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'transcript', options },
				{ name: 'Wait' },
			),
		],
		connections: chain('Start', 'Create', 'Wait'),
		input: [await stage.recording('dialogue-en.mp3')],
	});
	await stage.sandbox.finish();
	const done = await stage.engine.finished(run.executionId);
	expect(PERSONAL.test(JSON.stringify(done.json('Wait')))).toBe(isSpoken);
	await stage.sandbox.speed({ processingMs: 0 });
});

it.each([
	['sentences', 'getSentences', JOB, ['A', 'Speaker 1', 'Speaker 2', 'Speaker 1']],
	['paragraphs', 'getParagraphs', JOB, ['A', 'Speaker 1', 'Speaker 2', 'Speaker 1']],
	['sentences', 'getSentences', { recordingSource: 'binary' }, ['A', 'Nadia', 'Brian', 'Nadia']],
])('%s have no names that AssemblyAI found if names are redacted', async (path, operation, job, speakers) => {
	const run = await stage.run({ ...job, resource: 'job', operation: 'create' }, [
		await stage.recording('dialogue-en.mp3'),
	]);
	const jobId = firstText(run, 'jobId');
	const parts = ['A', 'Nadia', 'Brian', 'Nadia'].map((speaker, index) => ({
		text: 'This is #####.',
		start: index,
		end: index + 1,
		confidence: 1,
		speaker,
		words: [],
	}));
	await stage.sandbox.faults({
		kind: 'status',
		status: 200,
		body: { id: jobId, [path]: parts },
		match: { path: `/${path}$` },
	});
	const result = await stage.run({ resource: 'transcript', operation, jobId, options: { split: true } });
	expect(result.json(NODE).map(({ speaker }) => speaker)).toEqual(speakers);
});
