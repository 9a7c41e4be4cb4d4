import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { z } from 'zod/v4';

import { appCredentials } from '../../platform/apps';
import { startChatServer, type ChatServer } from '../../platform/chatServer';
import { chatCredential, storeCredentials } from '../../platform/credentials';
import { loadExamples } from '../../platform/examples';
import { projectFolder } from '../../platform/paths';
import type { StoredCredential } from '../../platform/rest';
import { waitFor } from '../../platform/wait';
import { launchBrowser } from '../support/browser';
import { screenshot, signIn } from './support/browser';
import { Editor } from './support/editor';
import { Newcomer } from './support/newcomer';
import { deliveries, forgetDeliveries } from './support/outcomes';
import { openStage, type Surroundings } from './support/stage';

const MAX_CLICKS = 8;
const MAX_TEXTS = 1;

const RECORDING = 'dialogue-en.mp3';

const OVERVIEW = readFileSync(join(projectFolder, 'docs', 'outcomes.md'), 'utf8');

let stage: Surroundings;
let browser: Browser;
let chat: ChatServer;
let stored: StoredCredential[];

const typesSchema = z.array(z.object({ name: z.string(), displayName: z.string() }));

/** The names that n8n gives to the first credential of each type. */
async function usualNames(): Promise<Map<string, string>> {
	const response = await stage.client.request('GET', '/types/credentials.json');
	const types = typesSchema.parse(await response.json());
	return new Map(
		types.map(({ name, displayName }) => [
			name,
			`${displayName
				.split(' ')
				.filter((word) => !['API', 'OAuth1', 'OAuth2', 'MCP'].includes(word))
				.join(' ')} account`,
		]),
	);
}

beforeAll(async () => {
	stage = await openStage();
	browser = await launchBrowser();
	chat = await startChatServer();
	const names = await usualNames();
	stored = await storeCredentials(
		stage.client,
		[...stage.secrets, ...appCredentials, chatCredential(chat.url)].map((credential) => ({
			...credential,
			name: names.get(credential.type) ?? '',
		})),
	);
});

afterAll(async () => {
	for (const { id } of stored) await stage.client.request('DELETE', `/rest/credentials/${id}`);
	await chat.stop();
	await browser.close();
});

const journeys: Record<string, (newcomer: Newcomer) => Promise<void>> = {
	async 'telegram-voice-notes'(newcomer) {
		await newcomer.execute();
		await deliveriesOf('telegram');
	},
	async 'drive-meeting-minutes'(newcomer) {
		await newcomer.select('New recording', 'folderToWatch', 'Recordings');
		await newcomer.execute();
		await deliveriesOf('google-docs', 'slack');
	},
	async 'gmail-answer-with-transcript'(newcomer) {
		await newcomer.enter('New mail', 'sender', 'brian@example.com');
		await newcomer.execute();
		await deliveriesOf('gmail');
	},
	async 'form-to-captions'(newcomer) {
		const form = await newcomer.openForm();
		await newcomer.choose(form, RECORDING);
		newcomer.clicks += 2;
		await form.locator('select').selectOption('en');
		const downloads = form.waitForEvent('download');
		await newcomer.click(form.getByRole('button', { name: 'Create captions' }));
		expect(await readFile(await (await downloads).path(), 'utf8')).toContain('Good morning, Karoo Dental,');
	},
	async 'video-captions-in-three-languages'(newcomer) {
		const form = await newcomer.openForm();
		await newcomer.choose(form, RECORDING);
		await newcomer.type(form.locator('input[type=text]').first(), 'dQw4w9WgXcQ');
		await newcomer.click(form.getByRole('button', { name: 'Submit' }));
		await deliveriesOf('youtube', 'youtube', 'youtube');
	},
	async 'podcast-feed'(newcomer) {
		await newcomer.enter('New episode', 'feedUrl', 'https://podcast.example.com/feed.xml');
		await newcomer.execute();
		await deliveriesOf('s3', 's3', 's3');
	},
	async 'call-centre-scorecard'(newcomer) {
		const settings = {
			bucket: 'calls-of-the-practice',
			folder: 'calls/',
			spreadsheet: 'https://docs.google.com/spreadsheets/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit',
			channel: '#supervisors',
		};
		await newcomer.enter('Settings', 'jsonOutput', JSON.stringify(settings));
		await newcomer.execute();
		await deliveriesOf('google-sheets', 'slack');
	},
	async 'interview-to-notion'(newcomer) {
		const page = 'https://www.notion.so/Interviews-1c9bcb6ead9a4f95a9cdd1e1e6b000b8';
		await newcomer.enter('Create the page', 'pageId', page);
		const form = await newcomer.openForm();
		await newcomer.choose(form, RECORDING);
		await newcomer.click(form.getByRole('button', { name: 'Submit' }));
		await deliveriesOf('notion', 'notion');
	},
	async 'lecture-questions'(newcomer) {
		const { editor } = newcomer;
		const form = await newcomer.openForm();
		await newcomer.choose(form, RECORDING);
		await newcomer.click(form.getByRole('button', { name: 'Submit' }));
		await editor.notice(/executed successfully/);
		await editor.dismissNotices();
		await newcomer.click(editor.find('workflow-chat-button'));
		await newcomer.type(
			editor.page.getByPlaceholder(/^Type message/),
			'Search the lectures for "date of birth"',
		);
		await editor.page.keyboard.press('Enter');
		await editor.page.getByText('What is your date of birth, please?').first().waitFor();
	},
	async 'hearing-to-word'(newcomer) {
		await newcomer.select('New recording', 'folderToWatch', 'Recordings');
		await newcomer.execute();
		await deliveriesOf('google-drive', 'google-drive');
	},
	async 'monthly-usage-and-clean-up'(newcomer) {
		await newcomer.execute();
		await deliveriesOf('slack');
	},
	async 'compare-vendors'(newcomer) {
		const settings = {
			recordingUrl: stage.sandbox.recordingUrl(RECORDING),
			correctText: 'Good morning, Karoo Dental.',
			pricePerHour: { assemblyai: 1, botlhale: 1, prosa: 1, speechmatics: 1 },
		};
		await newcomer.enter('Settings', 'jsonOutput', JSON.stringify(settings));
		await newcomer.execute();
		await newcomer.editor.notice(/executed successfully/);
	},
};

/** Waits until these apps have something, in any order. */
async function deliveriesOf(...apps: string[]): Promise<void> {
	await waitFor(
		async () => {
			const left = (await deliveries(stage)).map(({ app }) => app);
			return apps.every((app) => {
				const at = left.indexOf(app);
				if (at >= 0) left.splice(at, 1);
				return at >= 0;
			})
				? true
				: undefined;
		},
		{ what: `deliveries to ${apps.join(', ')}`, timeoutMs: 60_000 },
	);
}

/** What the overview says about an example. */
function promised(name: string): { clicks: number; texts: number } {
	const [, clicks, texts] =
		new RegExp(`\\(outcomes/${name}\\.md\\).*\\| +(\\d+) +\\| +(\\d+) +\\|$`, 'm').exec(OVERVIEW) ?? [];
	return { clicks: Number(clicks), texts: Number(texts) };
}

it.each(Object.entries(journeys))(
	'leads a newcomer to the result of %s in as many steps as the overview says',
	async (name, journey) => {
		await forgetDeliveries(stage);
		const example = (await loadExamples()).find((each) => each.name === name);
		if (example === undefined) throw new Error(`There is no example ${name}`);
		const newcomer = new Newcomer(new Editor(await signIn(browser, stage.n8nUrl), stage.n8nUrl));
		const nodes = example.workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		await newcomer.paste(JSON.stringify(example.workflow), nodes.length);
		try {
			await journey(newcomer);
		} finally {
			await screenshot(newcomer.editor.page, 'newcomer', name);
		}
		const { clicks, texts } = newcomer;
		expect({ clicks, texts }).toEqual(promised(name));
		expect(clicks).toBeLessThanOrEqual(MAX_CLICKS);
		expect(texts).toBeLessThanOrEqual(MAX_TEXTS);
		await newcomer.editor.page.context().close();
	},
);

it('names the credentials of the examples as n8n does, which selects them then', async () => {
	const names = await usualNames();
	const credentials = (await loadExamples()).flatMap(({ workflow }) =>
		workflow.nodes.flatMap((node) => Object.entries(node.credentials ?? {})),
	);
	const others = credentials.filter(([type, { name }]) => name !== names.get(type));
	expect(others).toEqual([]);
});
