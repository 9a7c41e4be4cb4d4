import type { IDataObject } from 'n8n-workflow';

import { vendorNamed } from '../../../platform/vendors';
import type { RequestEntry } from '../../support/sandbox';
import { sentForms } from '../../support/speechmaticsForm';
import { vendorStage, type Stage } from '../../support/stage';

/* URLs in the JSON option follow the rules of the URL fields. */

const CREATE = { resource: 'job', operation: 'create' };
const FILE = { recordingSource: 'binary' };
const GIVEN = ' HTTPS://bücher.example/done\n';
const SENT = 'https://xn--bcher-kva.example/done';

interface Case {
	vendor: string;
	/** The option with the JSON, and the JSON with this URL. */
	option: string;
	json: (url: IDataObject[string]) => IDataObject;
	/** The field that the error names. */
	label: string;
	parameters: IDataObject;
	sent: (stage: Stage) => Promise<unknown>;
}

const bodyOf = async (stage: Stage, path: string): Promise<RequestEntry | undefined> =>
	(await stage.sandbox.requests({ method: 'POST', path }))[0];

const CASES: Case[] = [
	{
		vendor: 'assemblyai',
		option: 'additionalParameters',
		json: (webhook_url) => ({ webhook_url }),
		label: 'Options: Additional Parameters (JSON): webhook_url',
		parameters: FILE,
		sent: async (stage) => (await bodyOf(stage, '/v2/transcript$'))?.body,
	},
	{
		vendor: 'botlhale',
		option: 'additionalParameters',
		json: (notify_url) => ({ notify_url }),
		label: 'Options: Additional Parameters (JSON): notify_url',
		parameters: {},
		sent: async (stage) => (await bodyOf(stage, '/asr/async/upload$'))?.details,
	},
	{
		vendor: 'speechmatics',
		option: 'jobConfig',
		json: (url) => ({ notification_config: [{ url }] }),
		label: 'Additional Fields: Notifications',
		parameters: FILE,
		sent: async (stage) => (await sentForms(stage.sandbox))[0],
	},
	{
		vendor: 'speechmatics',
		option: 'jobConfig',
		json: (url) => ({ fetch_data: { url } }),
		label: 'Options: Job Config (JSON): fetch_data.url',
		parameters: { recordingSource: 'url', url: 'https://example.com/a.mp3' },
		sent: async (stage) => (await sentForms(stage.sandbox))[0],
	},
];

describe.each(CASES)('$vendor: $label', ({ vendor, option, json, label, parameters, sent }) => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await vendorStage(vendorNamed(vendor));
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	const create = async (url: IDataObject[string], more: IDataObject = {}) =>
		await stage.run({ ...CREATE, ...parameters, ...more, options: { [option]: JSON.stringify(json(url)) } }, [
			await stage.recording('order-af.ogg'),
		]);

	it('is normalized', async () => {
		expect((await create(GIVEN)).error).toBeUndefined();
		expect(JSON.stringify(await sent(stage))).toContain(`"${SENT}"`);
	});

	it.each(['example.com/done', 'ftp://example.com/a', 'javascript:alert(1)', '', 5, ['https://example.com']])(
		'must be a web address: %j',
		async (url) => {
			const run = await create(url);
			expect(run.error?.message).toMatch(/must (be|have) a web address/);
			expect(run.error?.message).toContain(`"${label}"`);
			expect(await sent(stage)).toBeUndefined();
		},
	);
});

describe.each(CASES.slice(0, 2))('$vendor: $label', ({ vendor, option, json, label, parameters, sent }) => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await vendorStage(vendorNamed(vendor));
	});
	afterAll(async () => await stage.close());

	it('is not replaced silently by "Callback"', async () => {
		const run = await stage.run(
			{
				...CREATE,
				...parameters,
				callback: 'url',
				callbackUrl: 'https://example.com/a',
				options: { [option]: JSON.stringify(json('https://example.com/b')) },
			},
			[await stage.recording('order-af.ogg')],
		);
		expect(run.error?.message).toBe(`"${label}" cannot be combined with "Callback"`);
		expect(await sent(stage)).toBeUndefined();
	});
});

it('AssemblyAI: the recording is not replaced silently', async () => {
	const stage = await vendorStage(vendorNamed('assemblyai'));
	try {
		const run = await stage.run({
			...CREATE,
			recordingSource: 'url',
			url: 'https://example.com/a.mp3',
			options: { additionalParameters: '{"audio_url":"https://example.com/b.mp3"}' },
		});
		expect(run.error?.message).toBe(
			'"Options: Additional Parameters (JSON): audio_url" cannot be set, because it is the recording itself',
		);
		expect(await stage.sandbox.requests({ method: 'POST' })).toEqual([]);
	} finally {
		await stage.close();
	}
});
