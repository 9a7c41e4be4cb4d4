import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { listSchema } from '../../nodes/AssemblyAi/api/schemas';
import { resources as assemblyAi } from '../../nodes/AssemblyAi/resources';
import { resources as botlhale } from '../../nodes/Botlhale/resources';
import { resources as prosa } from '../../nodes/Prosa/resources';
import type { Resource } from '../../nodes/shared/execution/operation';
import { resources as speechmatics } from '../../nodes/Speechmatics/resources';
import { vendorNamed } from '../../platform/vendors';
import { openInbox } from '../../verify/core/callbacks';
import { toMarkdown, type Report } from '../../verify/core/report';
import { verifications } from '../../verify/vendors';
import { verify } from '../../verify/verify';
import { startSandbox, type SandboxHandle } from '../support/sandbox';

const ROOT = join(__dirname, '..', '..');

/** In place of keys; must never be in a report. */
const SECRETS = {
	ASSEMBLYAI_API_KEY: 'secret-of-assemblyai-0123456789',
	BOTLHALE_REFRESH_TOKEN: 'secret-of-botlhale-0123456789',
	BOTLHALE_ORG_ID: 'BotlhaleAI999',
	PROSA_API_KEY: 'secret-of-prosa-0123456789',
	SPEECHMATICS_API_KEY: 'secret-of-speechmatics-0123456789',
};

let sandbox: SandboxHandle;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.speed({ queuedMs: 0, processingMs: 150 });
});

/** A report of the sandbox with these settings. */
async function reportOf(
	name: string,
	settings: Record<string, unknown> = {},
	withCallbacks = false,
): Promise<Report> {
	const vendor = verifications.find((each) => each.name === name);
	if (vendor === undefined) throw new Error(`There is no verification of ${name}`);
	await sandbox.settings(name, settings);
	const callbacks = withCallbacks ? await openInbox(0) : undefined;
	const report = await verify(vendor, {
		// As in the credential, the path may be left out.
		baseUrl: String(vendorNamed(name).credential(sandbox.url).baseUrl).replace(/\/v2(\/speech)?$/, ''),
		variables: SECRETS,
		callbacks,
		pauseMs: 30,
		patienceMs: 4000,
		date: '2026-11-28',
	});
	await callbacks?.close();
	return report;
}

const variantsOf = ({ contradictions }: Report) =>
	Object.fromEntries(contradictions.map(({ id, variant }) => [id, variant]));

/** Operations of the node that send no request of their own, or the requests of another one. */
const SAME_REQUESTS = new Set([
	'transcript:getCaptions',
	'transcript:searchWords',
	'transcript:get',
	'transcript:transcribe',
]);

it.each<[string, readonly Resource[]]>([
	['assemblyai', assemblyAi],
	['botlhale', botlhale],
	['prosa', prosa],
	['speechmatics', speechmatics],
])('covers every operation of %s', (name, resources) => {
	const covered = verifications.find((each) => each.name === name)?.operations ?? [];
	const offered = resources.flatMap(({ value, operations }) =>
		operations.map((each) => `${value}:${each.value}`),
	);
	const missing = offered.filter(
		(operation) => !covered.includes(operation) && !SAME_REQUESTS.has(operation),
	);
	// Prosa.ai's Job: Get is the request for the whole job.
	expect(missing).toEqual([]);
});

it.each(verifications.map(({ name }) => name))('finds no departure in the sandbox of %s', async (name) => {
	const report = await reportOf(name, {}, true);
	expect(report.departures).toEqual([]);
	expect(report.left).toEqual([]);
	expect(report.steps.filter(({ ok }) => !ok)).toEqual([]);
	const page = toMarkdown(report, name);
	for (const secret of Object.values(SECRETS)) expect(page).not.toContain(secret);
	expect(page).toContain('## Contradictions in the documentation');
});

/** Settings of the sandbox whose values the report must show under the same name. */
const MODES: ReadonlyArray<[vendor: string, setting: string, values: readonly unknown[]]> = [
	['assemblyai', 'defaultModels', [['universal-2'], ['assemblyai-stt-3-7']]],
	['assemblyai', 'unknownIdStatus', [400, 404]],
	['assemblyai', 'fields', ['seed', 'newer']],
	['assemblyai', 'isDeleted', [true, false]],
	['assemblyai', 'syncErrors', ['documented', 'problem']],
	['assemblyai', 'syncKeyStatus', [401, 404]],
	['assemblyai', 'captionsContentType', ['text/html; charset=utf-8', 'text/plain; charset=utf-8']],
	['botlhale', 'generateAuthToken', ['result', 'result-oldest']],
	['botlhale', 'authGenerate', ['token', 'token-expires-0', 'token-only', 'result']],
	['botlhale', 'generate', ['result', 'token']],
	['botlhale', 'fileNames', ['key', 'last', 'last']],
	['botlhale', 'awaitingUpload', ['not-found', 'empty', 'running']],
	['botlhale', 'notReady', ['running', 'not-found', 'bad-request']],
	['botlhale', 'failedStatus', ['failed', 'error']],
	['botlhale', 'orgIdRequired', [true, false]],
	['botlhale', 'fieldNames', ['snake', 'old']],
	['botlhale', 'queryNames', ['both', 'snake', 'old']],
	['botlhale', 'syncForm', ['A', 'B', 'C', 'D']],
	['botlhale', 'uploadForm', ['A', 'B', 'C']],
	['botlhale', 'statusForm', ['A', 'B']],
	['botlhale', 'finishedStatus', ['completed', 'complete', 'done']],
	['botlhale', 'unknownFile', ['not-found', 'empty', 'running']],
	['botlhale', 'dataPath', ['both', 'data', 'getdata']],
	['botlhale', 'dataForm', ['A', 'B', '2023']],
	['botlhale', 'errorForm', ['entity', 'message', 'error']],
	['botlhale', 'unauthorizedBody', ['empty', 'gateway']],
	['botlhale', 'notifyBody', ['data', 'status', 'minimal']],
	['prosa', 'jobId', ['dashed', 'hex']],
	['prosa', 'segmentText', ['transcript', 'words']],
	['prosa', 'segmentSpeaker', ['speaker_tag', 'speaker']],
	['prosa', 'segmentChannel', ['present', 'missing']],
	['prosa', 'singleSpeaker', ['included', 'omitted']],
	['prosa', 'uriFailure', ['job', 'job', 'refused']],
	['prosa', 'failedJob', ['error', 'bare', 'bare']],
	['prosa', 'tooLargeBody', ['html', 'json']],
	['prosa', 'jobObject', ['full', 'minimal']],
	['prosa', 'jobConfigModel', ['model', 'engine']],
	['prosa', 'echoedData', ['whole', 'placeholder', 'placeholder']],
	['prosa', 'pendingResult', ['absent', 'null']],
	['prosa', 'finishedProgress', [0, 100]],
	['prosa', 'queuedStatus', ['queued', 'created', 'deferred']],
	['prosa', 'submitAnswer', ['short', 'full']],
	['prosa', 'waitAnswer', ['job', 'bare']],
	['prosa', 'archiveAnswer', ['job', 'archived']],
	['prosa', 'archivedJobs', ['gone', 'kept']],
	['prosa', 'errorCodes', ['docs2', 'newer']],
	['prosa', 'errorContext', ['present', 'absent']],
	['prosa', 'validationErrors', ['vendor', 'framework']],
	['prosa', 'countEndpoint', ['present', 'absent']],
	['prosa', 'emptyPageCount', [0, 1]],
	['prosa', 'maxPerPage', [50, 100]],
	['prosa', 'createEndpointStatus', [200, 201]],
	['prosa', 'endpointId', ['uuid', 'prefixed']],
	['prosa', 'secretForm', ['hex', 'whsec']],
	['prosa', 'signature', ['A', 'B', 'B-bare']],
	['prosa', 'eventNames', ['docs2', 'newer', 'guess']],
	['prosa', 'webhookBody', ['full', 'minimal']],
	['speechmatics', 'unauthorized', ['html', 'permission-denied', 'unauthorized']],
	['speechmatics', 'longPoll', [true, false]],
	['speechmatics', 'deletedJob', ['status', '404', '410']],
	['speechmatics', 'format', ['2.1', '2.9']],
	['speechmatics', 'identification', ['live', 'spec']],
	['speechmatics', 'echoNulls', [true, false]],
	['speechmatics', 'onePerLineSpaces', [1, 4]],
	['speechmatics', 'transcriptContentType', ['application/json', 'application/vnd.speechmatics.v2+json']],
	['speechmatics', 'channelNames', ['Channel 1', 'channel_1']],
	['speechmatics', 'dataAlone', ['octet-stream', 'multipart']],
	['speechmatics', 'jobinfo', ['wrapped', 'bare']],
	['speechmatics', 'log', ['available', 'missing', 'not-implemented']],
];

/** Runs all settings of one vendor with as few verifications as possible: each takes the next value of every setting. */
const rounds = (name: string) => {
	const modes = MODES.filter(([vendor]) => vendor === name);
	const most = Math.max(...modes.map(([, , values]) => values.length));
	return Array.from({ length: most }, (_, round) =>
		Object.fromEntries(modes.map(([, setting, values]) => [setting, values[round % values.length]])),
	);
};

const ROUNDS = verifications.flatMap(({ name }) =>
	rounds(name).map((settings, round) => ({ name, round, settings })),
);

it.each(ROUNDS)('tells the variants of $name apart, round $round', async ({ name, settings }) => {
	const report = await reportOf(name, settings, true);
	const variants = variantsOf(report);
	// A job without its request does not show how it returns the recording.
	if (settings.jobObject === 'minimal') delete settings.echoedData;
	// A link that is rejected creates no job, and a key without the organisation has one form.
	if (settings.uriFailure === 'refused') delete settings.failedJob;
	if (settings.uploadForm === 'C') delete settings.fileNames;
	// Jobs with only the older members do not name their model.
	if (settings.fields === 'seed') delete settings.defaultModels;
	const expected = Object.fromEntries(Object.entries(settings).map(([id, value]) => [id, String(value)]));
	expect(Object.fromEntries(Object.keys(expected).map((id) => [id, variants[id]]))).toEqual(expected);
});

describe('departures', () => {
	it('from the schemas of the node, with the member', async () => {
		await sandbox.faults({
			kind: 'set-fields',
			fields: { 'sentences.0.start': 'soon' },
			times: null,
			match: { vendor: 'assemblyai', path: '/sentences$' },
		});
		const { departures } = await reportOf('assemblyai');
		expect(departures).toEqual([expect.stringMatching(/^transcript:getSentences: .*sentences\.0\.start/)]);
	});

	it('from the facts: a model that the vendor accepts, and one that it no longer accepts', async () => {
		await sandbox.faults({
			kind: 'status',
			status: 400,
			body: {
				error:
					'"speech_models" must be a non-empty list containing one or more of: "assemblyai-stt-4", "universal-2"',
			},
			times: null,
			match: { vendor: 'assemblyai', method: 'POST', path: '^/v2/transcript$' },
		});
		const { departures } = await reportOf('assemblyai');
		expect(departures).toEqual(
			expect.arrayContaining([
				'The model assemblyai-stt-4 is missing from the facts',
				'The model assemblyai-stt-3-7 of the facts is not accepted',
			]),
		);
	});

	it('from a vendor that cannot be reached, with every operation', async () => {
		await sandbox.faults({ kind: 'status', status: 503, times: null, match: { vendor: 'prosa' } });
		const { departures, left } = await reportOf('prosa');
		expect(departures).toContain('transcript:get was not reached');
		expect(left).toEqual([]);
	});

	it('are masked if the vendor repeats the key', async () => {
		const error = `unknown key ${SECRETS.ASSEMBLYAI_API_KEY}`;
		await sandbox.faults({
			kind: 'status',
			status: 400,
			body: { error },
			times: null,
			match: { path: '/sentences$' },
		});
		const report = await reportOf('assemblyai');
		expect(report.departures.join()).toContain('unknown key …');
		expect(JSON.stringify(report)).not.toContain(SECRETS.ASSEMBLYAI_API_KEY);
	});
});

it('shows which name of the model Prosa.ai accepts, and what it returns if a request takes too long', async () => {
	const report = await reportOf('prosa', { modelField: 'model', waitLimitMs: 0, waitTimeoutAnswer: 'id' });
	expect(variantsOf(report)).toMatchObject({ engineName: 'false', modelName: 'true' });
	const other = await reportOf('prosa', { modelField: 'engine', waitLimitMs: 0, waitTimeoutAnswer: 'id' });
	expect(variantsOf(other)).toMatchObject({
		engineName: 'true',
		modelName: 'false',
		waitTimeoutAnswer: 'id',
	});
});

it('shows the name of the model in the usage of Speechmatics, as soon as there is usage', async () => {
	const report = await reportOf('speechmatics', { daysLater: 1, usageKey: 'model' });
	expect(variantsOf(report)).toMatchObject({ usageKey: 'model' });
});

it('gives the reason of what it does not decide', async () => {
	const page = toMarkdown(await reportOf('prosa'), 'Prosa.ai');
	expect(page).toMatch(/`secretForm` .*Not decided: requires --callback-url/);
	expect(page).toMatch(/`waitTimeoutAnswer` .*Not decided: the request did not take too long/);
});

it('writes the report that docs/verify.md shows, except for IDs', async () => {
	const linesOf = (page: string) =>
		page
			.replace(/[\s\S]*?Host:.*?\. /, '')
			.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
			.split('\n')
			.map((line) => line.replace(/^#+/, '#').replace(/ +/g, ' ').replace(/-{3,}/g, '---'));
	const page = await readFile(join(ROOT, 'docs', 'verify.md'), 'utf8');
	const report = toMarkdown(await reportOf('prosa', {}, true), 'Prosa.ai');
	expect(linesOf(page)).toEqual(linesOf(report));
});

describe('what it created', () => {
	const listed = async (name: string, path: string, headers: Record<string, string>): Promise<unknown> =>
		await (await fetch(`${sandbox.vendorUrl(name)}${path}`, { headers })).json();

	it('is removed at Prosa.ai', async () => {
		await reportOf('prosa', {}, true);
		const key = { 'x-api-key': SECRETS.PROSA_API_KEY };
		expect(await listed('prosa', '/v2/speech/stt', key)).toMatchObject({ length: 0 });
		expect(await listed('prosa', '/v2/speech/webhooks/endpoints', key)).toEqual([]);
	});

	it('is removed at AssemblyAI, with the jobs that failed', async () => {
		await reportOf('assemblyai');
		const key = { authorization: SECRETS.ASSEMBLYAI_API_KEY };
		const { transcripts } = listSchema.parse(await listed('assemblyai', '/v2/transcript?limit=200', key));
		expect(transcripts.length).toBeGreaterThan(5);
		expect(transcripts.filter(({ audio_url: url }) => url !== 'http://deleted_by_user')).toEqual([]);
	});

	it('is removed at Speechmatics', async () => {
		await reportOf('speechmatics');
		const key = { authorization: `Bearer ${SECRETS.SPEECHMATICS_API_KEY}` };
		expect(await listed('speechmatics', '/v2/jobs', key)).toEqual({ jobs: [] });
	});

	it('is named if Botlhale AI cannot delete it', async () => {
		const report = await reportOf('botlhale');
		expect(report.left).toEqual([]);
		expect(toMarkdown(report, 'Botlhale AI')).toMatch(
			/## Not removed\n\n- the recording `…\/asr_.*has no request to delete it\n- the file `…\/asr_/,
		);
	});
});

describe('npm run verify', () => {
	const run = async (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
		const main = ['--import', 'tsx', join(ROOT, 'verify', 'main.ts'), ...args];
		const started = promisify(execFile)(process.execPath, main, {
			cwd: ROOT,
			env: { ...process.env, ASSEMBLYAI_API_KEY: '', ...env },
		});
		const [ended] = await Promise.allSettled([started]);
		const result: { stdout?: unknown; stderr?: unknown; code?: unknown } =
			ended.status === 'fulfilled' ? { ...ended.value, code: 0 } : ended.reason;
		return { out: String(result.stdout), err: String(result.stderr), code: result.code };
	};

	it('says what it costs and sends nothing without consent', async () => {
		const env = { ASSEMBLYAI_API_KEY: SECRETS.ASSEMBLYAI_API_KEY };
		const { out, err, code } = await run(['assemblyai', '--base-url', sandbox.vendorUrl('assemblyai')], env);
		expect(code).toBe(1);
		expect(out).toBe('');
		expect(err).toMatch(/about 1 minute of audio.*charges for it[\s\S]*Nothing was sent/);
		expect(await sandbox.requests()).toEqual([]);
	});

	it('names the missing variables', async () => {
		const { err, code } = await run(['assemblyai', '--yes']);
		expect([code, err]).toEqual([1, expect.stringContaining('set ASSEMBLYAI_API_KEY in the environment')]);
	});

	it('prints the report without the key', async () => {
		const env = { ASSEMBLYAI_API_KEY: SECRETS.ASSEMBLYAI_API_KEY };
		const { out, err, code } = await run(
			['assemblyai', '--yes', '--base-url', sandbox.vendorUrl('assemblyai')],
			env,
		);
		expect(code).toBe(0);
		expect(out).toMatch(/^# AssemblyAI, verified on \d{4}-\d\d-\d\d\n/);
		expect(out + err).not.toContain(SECRETS.ASSEMBLYAI_API_KEY);
	});
});
