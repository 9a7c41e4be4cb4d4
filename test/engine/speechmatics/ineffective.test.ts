import type { IDataObject } from 'n8n-workflow';

import { sentForms } from '../../support/speechmaticsForm';
import type { Stage } from '../../support/stage';
import { KEY, speechmaticsStage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await speechmaticsStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => await stage.sandbox.reset());

const create = { resource: 'job', operation: 'create', recordingSource: 'binary' };
const align = { ...create, operation: 'createAlignment', textSource: 'text', text: 'Good morning' };
const URL = 'http://127.0.0.1:9/callback';

async function run(parameters: IDataObject) {
	return await stage.run(parameters, [await stage.recording('dialogue-en.mp3')]);
}

describe('a feature', () => {
	it('that is off is not requested', async () => {
		const additionalFields = {
			summarization: false,
			topic_detection: false,
			audio_events: false,
			sentiment: false,
			auto_chapters: false,
		};
		await run({ ...create, additionalFields });
		const [form] = await sentForms(stage.sandbox);
		expect(form?.config).toEqual({ type: 'transcription', transcription_config: { language: 'en' } });
	});
});

it('accepts tracking data as rows or as JSON', async () => {
	await run({
		...create,
		additionalFields: {
			details_rows: {
				rows: [
					{ name: ' customer ', value: 'ACME' },
					{ name: '', value: 'x' },
				],
			},
		},
	});
	await run({ ...create, additionalFields: { details: '{"segment": 8}' } });
	const forms = await sentForms(stage.sandbox);
	expect(forms.map(({ config }) => config.tracking)).toEqual([
		{ details: { customer: 'ACME' } },
		{ details: { segment: 8 } },
	]);
});

it('sends the contents of callbacks that match the job type', async () => {
	const notifications = (contents: unknown) => ({
		additionalFields: { notifications: { rows: [{ url: URL, contents }] } },
	});
	await run({ ...create, ...notifications(['transcript.srt', 'jobinfo', 'data']) });
	await run({ ...align, ...notifications('alignment, text') });
	const forms = await sentForms(stage.sandbox);
	expect(forms.map(({ config }) => config.notification_config)).toEqual([
		[{ url: URL, contents: ['transcript.srt', 'jobinfo', 'data'] }],
		[{ url: URL, contents: ['alignment', 'text'] }],
	]);
});

describe('before anything is sent, an error names both fields for', () => {
	it.each<[string, IDataObject, string, string]>([
		[
			'a setting of a summary that is off',
			{ ...create, additionalFields: { summarization: false, summary_type: 'bullets' } },
			'Additional Fields: Summary: Format',
			'Summary',
		],
		[
			'a setting of a summary that was not added',
			{ ...create, additionalFields: { summary_length: 'brief' } },
			'Additional Fields: Summary: Length',
			'Summary',
		],
		[
			'a list of topics that are off',
			{ ...create, additionalFields: { topic_detection: false, topics: ['billing'] } },
			'Additional Fields: Topics: List',
			'Topics',
		],
		[
			'types of audio events that are off',
			{ ...create, additionalFields: { audio_events: false, audio_event_types: ['music'] } },
			'Additional Fields: Audio Events: Types',
			'Audio Events',
		],
		[
			'marks together with no marks',
			{ ...create, additionalFields: { permitted_marks: ['.'], no_punctuation: true } },
			'Additional Fields: Punctuation: Permitted Marks',
			'Punctuation: None',
		],
		[
			'a sensitivity together with no marks',
			{ ...create, additionalFields: { punctuation_sensitivity: 0.4, no_punctuation: true } },
			'Additional Fields: Punctuation: Sensitivity',
			'Punctuation: None',
		],
		[
			'details as rows and as JSON',
			{
				...create,
				additionalFields: { details_rows: { rows: [{ name: 'a', value: 'b' }] }, details: '{"a": 1}' },
			},
			'Additional Fields: Tracking: Details',
			'Tracking: Details (JSON)',
		],
		[
			'audio events with Melia 1',
			{ ...create, language: 'multi', additionalFields: { model: 'melia-1', audio_events: true } },
			'Additional Fields: Audio Events',
			'Model',
		],
		[
			'known speakers with Melia 1',
			{
				...create,
				language: 'multi',
				speakers: 'voice',
				additionalFields: {
					model: 'melia-1',
					known_speakers: { rows: [{ label: 'Nadia', speaker_identifiers: 'X' }] },
				},
			},
			'Additional Fields: Voice: Known Speakers',
			'Model',
		],
		[
			'filler words of German',
			{ ...create, language: 'de', additionalFields: { remove_disfluencies: true } },
			'Additional Fields: Remove Filler Words',
			'Language',
		],
		[
			'a format without a server-side wait',
			{ ...create, options: { simplify: false, serverWaitFormat: 'txt' } },
			'Options: Server-Side Wait: Format',
			'Server-Side Wait (Seconds)',
		],
		[
			'a format of a simplified response',
			{ ...create, options: { serverWait: 5, serverWaitFormat: 'txt' } },
			'Options: Server-Side Wait: Format',
			'Simplify',
		],
	])('%s', async (_what, parameters, label, other) => {
		const { error } = await run(parameters);
		expect(error?.message).toMatch(new RegExp(`^"${label.replace(/[()]/g, '\\$&')}" `));
		expect(error?.message).toContain(`"${other}"`);
		expect(error?.description).toMatch(/\.$/);
		expect(await stage.sandbox.requests({ vendor: 'speechmatics' })).toEqual([]);
	});
});

describe('before anything is sent, an expression that returns another type is rejected for', () => {
	it.each<[string, IDataObject, RegExp]>([
		[
			'the URL of a notification',
			{ additionalFields: { notifications: { rows: [{ url: { a: 1 } }] } } },
			/^"Additional Fields: Notifications" must be text \(at 0\.url\)/,
		],
		[
			'contents of a notification',
			{ additionalFields: { notifications: { rows: [{ url: URL, contents: { a: 1 } }] } } },
			/^"Additional Fields: Notifications" must be a list of text values/,
		],
		[
			'contents of the callback',
			{ callback: 'url', callbackUrl: URL, callbackContents: '={{ ({ a: 1 }) }}' },
			/^"Callback Contents" must be a list of text values/,
		],
		[
			'replacements',
			{ additionalFields: { replacements: { rows: [{ from: true, to: 'x' }] } } },
			/Replacements" must be text/,
		],
	])('%s', async (_what, parameters, message) => {
		const { error } = await run({ ...create, ...parameters });
		expect(error?.message).toMatch(message);
		expect(await stage.sandbox.requests({ method: 'POST' })).toEqual([]);
	});
});

describe('before anything is sent, an error explains', () => {
	it.each<[string, IDataObject, RegExp]>([
		[
			'contents of an alignment for a transcription',
			{ ...create, additionalFields: { notifications: { rows: [{ url: URL, contents: ['alignment'] }] } } },
			/^"Additional Fields: Notifications" has contents that the callback of a transcription cannot have/,
		],
		[
			'contents of a transcription for an alignment',
			{
				...align,
				options: { callback: 'url', callbackUrl: URL, callbackContents: ['transcript.json-v2'] },
			},
			/^"Additional Fields: Notifications" has contents that the callback of an alignment cannot have/,
		],
		[
			'a notification without a URL',
			{ ...create, additionalFields: { notifications: { rows: [{ contents: [] }] } } },
			/^"Additional Fields: Notifications" must have a web address in each row/,
		],
		[
			'a wait that is not a number',
			{ ...create, options: { serverWait: 'soon' } },
			/^"Options: Server-Side Wait \(Seconds\)" must be a number/,
		],
		[
			'engines below one',
			{ ...create, options: { parallelEngines: -1 } },
			/^"Options: On-Premises: Parallel Engines" must be at least 1/,
		],
	])('%s', async (_what, parameters, message) => {
		expect((await run(parameters)).error?.message).toMatch(message);
		expect(await stage.sandbox.requests({ vendor: 'speechmatics' })).toEqual([]);
	});

	it('options for servers on premises with a region of Speechmatics', async () => {
		const custom = stage.engine.credential('speechmaticsTranscriptionApi');
		stage.engine.setCredential('speechmaticsTranscriptionApi', { ...custom, apiKey: KEY, region: 'eu1' });
		const { error } = await run({ ...create, options: { processingUserId: 'team-7' } });
		stage.engine.setCredential('speechmaticsTranscriptionApi', custom);
		expect(error?.message).toMatch(/^"Options: On-Premises: User ID" works only with .*"Region"/);
	});
});
