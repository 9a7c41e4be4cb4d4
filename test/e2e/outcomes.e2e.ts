import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod/v4';

import { startChatServer } from '../../platform/chatServer';
import { chatCredential, storeCredentials } from '../../platform/credentials';
import { projectFolder } from '../../platform/paths';
import { failureOf, outputOf, type Workflow } from '../../platform/rest';
import { waitFor } from '../../platform/wait';
import { launchBrowser } from '../support/browser';
import { typeOf } from './support/nodes';
import { outcomeOf, type Outcome } from './support/outcomes';
import { openStage, type Surroundings } from './support/stage';
import { allVendors, type VendorFacts } from './support/vendors';

let stage: Surroundings;

beforeAll(async () => {
	stage = await openStage();
});

/** Runs an example to its end. */
async function run(name: string, change?: (workflow: Workflow) => Workflow): Promise<Outcome> {
	const outcome = await outcomeOf(stage, name, change);
	const { status, error } = outcome.report;
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
	return outcome;
}

const bytes = (base64: unknown): Buffer => Buffer.from(String(base64), 'base64');

/** The text of a Word document as XML. */
const wordDocument = (file: Buffer): string =>
	strFromU8(unzipSync(file)['word/document.xml'] ?? new Uint8Array());

/** What the vendors hear at the beginning of the recording, and the lines of its first caption. */
const BEGINNING: Record<string, { text: string; caption: string }> = {
	assemblyai: {
		text: 'Good morning, Karoo Dental, this is Nadia speaking.',
		caption: 'Good morning, Karoo Dental,\nthis is Nadia speaking.\n',
	},
	botlhale: {
		text: 'Good morning, <ORGANIZATION>, this is <PERSON> speaking.',
		// With a word joiner, so that players do not read a tag.
		caption: 'Good morning, <\u2060ORGANIZATION>,\nthis is <\u2060PERSON> speaking.\n',
	},
	prosa: {
		text: 'Good morning Karoo Dental this is Nadia speaking',
		caption: 'Good morning Karoo Dental this is Nadia\nspeaking Hello my name is Brian Adams\n',
	},
	speechmatics: {
		text: 'Good morning, Karoo Dental, this is Nadia speaking.',
		caption: 'Good morning, Karoo Dental,\nthis is Nadia speaking.\n',
	},
};

const beginningOf = ({ name }: VendorFacts) => {
	const beginning = BEGINNING[name];
	if (beginning === undefined) throw new Error(`Nothing is known about the recording at ${name}`);
	return beginning;
};

const escaped = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * The workflow with the node of another vendor, and only the parameters that all vendors have. With the node that it
 * already has, it stays as it is.
 */
function withVendor(
	{ node, credentialType, fromFile }: VendorFacts,
	parameters: Record<string, unknown>,
	name = 'Transcribe',
) {
	const transcribe = { resource: 'transcript', operation: 'transcribe', ...fromFile, ...parameters };
	return (workflow: Workflow): Workflow => ({
		...workflow,
		nodes: workflow.nodes.map((each) =>
			each.name === name && each.type !== typeOf({ name: node })
				? {
						...each,
						type: typeOf({ name: node }),
						parameters: transcribe,
						credentials: { [credentialType]: { id: null, name: '' } },
					}
				: each,
		),
	});
}

/** The vendors that write summaries and label channels. */
const withInsights = allVendors.filter(({ name }) => ['assemblyai', 'speechmatics'].includes(name));

const SUMMARY: Record<string, unknown> = {
	assemblyai: { summarization: true, summary_model: 'conversational', summary_type: 'bullets' },
	speechmatics: { summarization: true },
};

it.each(allVendors)('answers a Telegram voice note with its text by $displayName', async (vendor) => {
	const { delivered } = await run('telegram-voice-notes', withVendor(vendor, { output: 'text' }));
	const content = {
		chat_id: '5550142',
		text: expect.stringContaining('I would like to move my appointment'),
		reply_to_message_id: expect.any(Number),
	};
	expect(delivered).toEqual([
		{ app: 'telegram', kind: 'message', content: expect.objectContaining(content) },
	]);
});

it.each(withInsights)(
	'writes the minutes of a recording in a Google Drive folder by $displayName and announces them in Slack',
	async (vendor) => {
		const parameters = { speakers: 'voice', additionalFields: SUMMARY[vendor.name] };
		const [first, second] = vendor.name === 'speechmatics' ? ['S1', 'S2'] : ['A', 'B'];
		const { delivered } = await run('drive-meeting-minutes', withVendor(vendor, parameters));
		expect(delivered).toEqual([
			{
				app: 'google-docs',
				kind: 'document',
				content: {
					id: expect.any(String),
					name: 'Minutes: Weekly meeting.mp3',
					text: expect.stringMatching(
						new RegExp(
							`^Summary\\n- Brian Adams [^]+\\n\\nWho said what\\n00:00:00 ${first}: Good morning, .+\\n00:00:03 ${second}: Hello, [^]*\\n$`,
						),
					),
				},
			},
			{
				app: 'slack',
				kind: 'message',
				content: expect.objectContaining({
					channel: '#meetings',
					text: expect.stringContaining(
						`https://docs.google.com/document/d/${String(delivered[0]?.content.id)}/edit\n- Brian Adams`,
					),
				}),
			},
		]);
	},
);

it.each(allVendors)(
	'answers a mail with the transcript of its attachment by $displayName',
	async (vendor) => {
		const { delivered } = await run(
			'gmail-answer-with-transcript',
			withVendor(vendor, { binaryPropertyName: 'attachment_0' }),
		);
		const [answer, ...others] = delivered;
		expect(others).toEqual([]);
		expect(answer).toMatchObject({ app: 'gmail', kind: 'mail' });
		const mail = String(answer?.content.mail).replace(/=\r\n/g, '');
		expect(mail).toMatch(/^To: Brian Adams <brian@example\.com>\r\nIn-Reply-To: <call-1@example\.com>/m);
		expect(mail).toContain(`\r\n\r\n${beginningOf(vendor).text}`);
		const [, document] = /filename=transcript\.docx\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(mail) ?? [];
		expect(wordDocument(bytes(document))).toContain(escaped(beginningOf(vendor).text));
	},
);

it.each(allVendors)(
	'makes captions of a recording that is uploaded to a form by $displayName',
	async (vendor) => {
		const { stored } = await run('form-to-captions', withVendor(vendor, { output: 'srt' }, 'Captions'));
		await stage.client.activate(await stage.client.getWorkflow(stored.id));
		const browser = await launchBrowser();
		try {
			const page = await browser.newPage();
			const url = `${stage.n8nUrl}/form/${stored.nodes.find(({ name }) => name === 'Upload')?.webhookId ?? ''}`;
			await waitFor(async () => ((await fetch(url)).ok ? true : undefined), {
				what: 'the form',
				timeoutMs: 30_000,
			});
			await page.goto(url);
			await page
				.locator('input[type=file]')
				.setInputFiles(join(projectFolder, 'sandbox', 'recordings', 'dialogue-en.mp3'));
			await page.locator('select').selectOption('en');
			const downloads = page.waitForEvent('download', { timeout: 60_000 });
			await page.getByRole('button', { name: 'Create captions' }).click();
			const download = await downloads;
			expect(download.suggestedFilename()).toBe('dialogue-en.srt');
			const captions = await readFile(await download.path(), 'utf8');
			const [, lines = ''] = /^1\n00:00:00,\d{3} --> 00:00:0\d,\d{3}\n([^]*?\n)\n/.exec(captions) ?? [];
			expect(lines).toBe(beginningOf(vendor).caption);
		} finally {
			await browser.close();
			await stage.client.deactivate(stored.id);
		}
	},
);

it('adds captions in three languages to a video', async () => {
	const { delivered } = await run('video-captions-in-three-languages');
	expect(delivered.map(({ app, kind }) => `${app} ${kind}`)).toEqual(Array(3).fill('youtube captions'));
	expect(delivered.map(({ content }) => content)).toEqual(
		(
			[
				['en', /\nGood morning, Karoo Dental,\n/],
				['de', /\nGuten Morgen, Karoo Dental,\n/],
				['es', /\nBuenos días,\n/],
			] as const
		).map(([language, text]) => ({
			videoId: 'dQw4w9WgXcQ',
			language,
			name: '',
			text: expect.stringMatching(text),
		})),
	);
});

it('adds transcript, chapters and show notes to the feed of a podcast', async () => {
	const { delivered } = await run('podcast-feed');
	expect(delivered.map(({ content: { key, type } }) => [key, type])).toEqual([
		['episode-12.vtt', 'text/vtt'],
		['episode-12-chapters.json', 'application/json'],
		['feed.xml', 'application/rss+xml'],
	]);
	const [captions = '', chapters = '', feed = ''] = delivered.map(({ content }) => String(content.text));
	expect(captions).toMatch(/^WEBVTT\n\n00:00:00\.\d{3} --> .+\nSpeaker 1: Good morning,\n/);
	expect(JSON.parse(chapters)).toMatchObject({
		version: '1.2.0',
		chapters: [{ startTime: expect.any(Number), title: 'Moving a dental appointment' }],
	});
	const [first = '', second = ''] = feed.match(/<item>[^]*?<\/item>/g) ?? [];
	expect(first).toContain(
		'<podcast:transcript url="https://podcast.example.com/episode-12.vtt" type="text/vtt"/>',
	);
	expect(first).toContain(
		'<podcast:chapters url="https://podcast.example.com/episode-12-chapters.json" type="application/json+chapters"/>',
	);
	expect(first).toMatch(/<description>- Brian Adams calls Karoo Dental/);
	expect(second).toContain('<description>Another call.</description>');
	expect(second).not.toContain('podcast:');
	expect(feed).toContain('<description>Calls to a practice.</description>');
});

/** Rows in the sheet, which the runs share. */
let scoredCalls = 0;

it.each(withInsights)(
	'writes a scorecard of new calls only by $displayName, and reports those with certain words',
	async (vendor) => {
		const { delivered, stored } = await run(
			'call-centre-scorecard',
			withVendor(vendor, { speakers: 'channel', output: 'words' }),
		);
		const rows = z
			.array(z.array(z.unknown()))
			.parse(delivered.filter(({ app }) => app === 'google-sheets').at(-1)?.content.rows);
		const [headings = [], ...all] = rows;
		scoredCalls += 2;
		expect(all).toHaveLength(scoredCalls);
		const calls = all.slice(-2);
		expect(calls.map((row) => Object.fromEntries(row.map((cell, index) => [headings[index], cell])))).toEqual(
			[
				expect.objectContaining({
					call: 'calls/2026-11-27-call-0412.wav',
					words: 'invoice (1)',
					alert: 'yes',
				}),
				expect.objectContaining({ call: 'calls/2026-11-27-call-0413.mp3', words: '', alert: '' }),
			],
		);
		const shares = calls.map((row) => row[headings.indexOf('agentShare')]);
		expect(shares).toEqual([expect.any(Number), 100]);
		expect(Number(shares[0])).toBeLessThan(100);
		expect(delivered.filter(({ app }) => app === 'slack').map(({ content }) => content.text)).toEqual([
			'calls/2026-11-27-call-0412.wav needs attention: invoice (1)',
		]);
		const before = (await stage.sandbox.requests({ vendor: vendor.name })).length;
		const again = await stage.client.finished(await stage.client.run(stored.id, 'Every night'));
		expect(failureOf(again)).toBeUndefined();
		expect((await stage.sandbox.requests({ vendor: vendor.name })).length).toBe(before);
	},
);

it('puts an interview with its speakers into a page of Notion', async () => {
	const { delivered } = await run('interview-to-notion');
	expect(delivered).toEqual([
		{
			app: 'notion',
			kind: 'page',
			content: {
				title: 'Interview with Brian Adams',
				blocks: [expect.stringContaining('Brian Adams calls Karoo Dental')],
			},
		},
		{
			app: 'notion',
			kind: 'blocks',
			content: {
				blocks: [
					expect.stringMatching(
						/^Nadia: Good morning, .+\nBrian: Hello, .+\nNadia: Certainly\.[^]+\nBrian: Thank you very much!$/,
					),
				],
			},
		},
	]);
});

it.each(allVendors)('answers questions about a lecture by $displayName with the second', async (vendor) => {
	const chat = await startChatServer();
	try {
		const model = await storeCredentials(stage.client, [chatCredential(chat.url)]);
		const { stored } = await outcomeOf(
			{ ...stage, credentials: [...stage.credentials.filter(({ type }) => type !== 'openAiApi'), ...model] },
			'lecture-questions',
			withVendor(vendor, { speakers: 'voice', output: 'words' }),
		);
		const message = {
			sessionId: '1',
			action: 'sendMessage',
			chatInput: 'Search the lectures for "date of birth"',
		};
		const response = await stage.client.request('POST', `/rest/workflows/${stored.id}/run`, {
			workflowData: await stage.client.getWorkflow(stored.id),
			triggerToStartFrom: {
				name: 'Question',
				data: {
					startTime: Date.now(),
					executionTime: 0,
					executionIndex: 0,
					executionStatus: 'success',
					source: [],
					data: { main: [[{ json: message }]] },
				},
			},
		});
		const { data } = z
			.object({ data: z.object({ executionId: z.coerce.string() }) })
			.parse(await response.json());
		const execution = await stage.client.finished(data.executionId);
		expect(failureOf(execution)).toBeUndefined();
		const answer = String(outputOf(execution, 'Answer')[0]?.json.output).replaceAll('\\', '');
		// The best passage is the first.
		expect(answer).toMatch(
			/^\[{[^}]*?"pageContent":"[^"]*What is your date of birth, please\?[^]*?"start":7\.\d+,"link":"https:\/\/example\.com\/lecture\.mp3#t=7\.\d+,/,
		);
	} finally {
		await chat.stop();
	}
});

it.each(allVendors)(
	'stores a Word document with numbered lines and a page of a hearing by $displayName',
	async (vendor) => {
		const { delivered } = await run('hearing-to-word', withVendor(vendor, { output: 'words' }));
		expect(delivered.map(({ app, content: { name, parents } }) => ({ app, name, parents }))).toEqual([
			{ app: 'google-drive', name: 'Weekly meeting.docx', parents: ['root'] },
			{ app: 'google-drive', name: 'Weekly meeting.html', parents: ['root'] },
		]);
		const document = wordDocument(bytes(delivered[0]?.content.base64));
		expect(document).toContain('<w:lnNumType w:countBy="1" w:restart="continuous"/>');
		expect(document).toContain(escaped(beginningOf(vendor).text));
		const page = bytes(delivered[1]?.content.base64).toString('utf8');
		expect(page).toMatch(/^<!doctype html>/i);
		expect(page).toContain(escaped(beginningOf(vendor).text));
	},
);

it('reports the usage of the last month and deletes old jobs', async () => {
	await run('speechmatics-transcribe');
	const isPast = (workflow: Workflow): Workflow => ({
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === 'Settings'
				? {
						...node,
						parameters: {
							assignments: { assignments: [{ id: 'a1', name: 'keepDays', type: 'number', value: 0 }] },
							options: {},
						},
					}
				: node,
		),
	});
	await stage.sandbox.settings('speechmatics', { usageDaysEarlier: new Date().getDate() + 3 });
	const { delivered, stored } = await run('monthly-usage-and-clean-up', isPast);
	expect(delivered.map(({ app, content }) => [app, content.text])).toEqual([
		['slack', expect.stringMatching(/^Speechmatics in \w+ \d{4}: [\d.]+ hours in [1-9]\d* jobs$/)],
	]);
	const night = await stage.client.finished(await stage.client.run(stored.id, 'Every night'));
	expect(failureOf(night)).toBeUndefined();
	const old = outputOf(night, 'Old jobs').map(({ json }) => json.jobId);
	expect(old).not.toEqual([]);
	expect(outputOf(night, 'Delete').map(({ json }) => json.jobId)).toEqual(old);
	const again = await stage.client.finished(await stage.client.run(stored.id, 'Every night'));
	expect(outputOf(again, 'Old jobs')).toEqual([]);
});
