import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodePropertyCollection, INodePropertyOptions, INodeProperties } from 'n8n-workflow';

import { z } from 'zod/v4';

import { loadPackage } from '../../support/engine/node-types';

const ROOT = join(__dirname, '..', '..', '..');

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Pages for users; those for developers have no labels. */
const PAGES = [
	'README.md',
	...[
		'quick-start',
		'outcomes',
		'choosing',
		'agents',
		'captions',
		'going-live',
		'waiting',
		'troubleshooting',
	].map((name) => `docs/${name}.md`),
	...['assemblyai', 'botlhale', 'prosa', 'speechmatics'].map((name) => `docs/${name}.md`),
];

/** Labels of n8n's own editor and nodes. */
const LABELS_OF_N8N = [
	'Always Output Data',
	'Add …',
	'Binary',
	'Community Nodes',
	'Continue',
	'Email Trigger (IMAP)',
	'Execute step',
	'Execute workflow',
	'Folder ID',
	'Google Drive',
	'Import from File',
	'HTTP Request',
	'Install',
	'On Error',
	'production URL',
	'Read/Write Files from Disk',
	'Restrict to User IDs',
	'Retry execution',
	'Retry On Fail',
	'Remove Duplicates',
	'Remove Items Processed in Previous Executions',
	'Save',
	'Save successful production executions',
	'Search',
	'Sender',
	'Settings',
	'Telegram',
	'When Executed by Another Workflow',
	'AI Agent',
];

/** Every label that the nodes and credentials of the package show. */
async function labelsOfPackage(): Promise<string[]> {
	const { nodes, credentialType } = await loadPackage();
	const descriptions = Object.values(nodes).map(({ type }) => type.description);
	const credentials = descriptions.flatMap((description) =>
		'credentials' in description
			? (description.credentials ?? []).map(({ name }) => credentialType(name))
			: [],
	);
	return [...descriptions, ...credentials].flatMap((each) => [
		each.displayName,
		...('properties' in each ? each.properties.flatMap(labelsOf) : []),
	]);
}

function labelsOf(property: INodeProperties | INodePropertyOptions | INodePropertyCollection): string[] {
	if (!('displayName' in property))
		return [property.name, ...(property.action === undefined ? [] : [property.action])];
	if ('values' in property) return [property.displayName, ...property.values.flatMap(labelsOf)];
	const modes = (property.modes ?? []).map(({ displayName }) => displayName);
	return [property.displayName, ...modes, ...(property.options ?? []).flatMap(labelsOf)];
}

const workflowSchema = z.object({
	nodes: z.array(
		z.object({ name: z.string(), parameters: z.looseObject({ content: z.string().optional() }) }),
	),
});

let known: Set<string>;

beforeAll(async () => {
	known = new Set([...LABELS_OF_N8N, ...(await labelsOfPackage())]);
});

/** `Group → Field: Option` names three labels, `Transcript: Get` a resource and an operation. */
function unknownIn(bold: string): string[] {
	return bold
		.split(' → ')
		.flatMap((part) => (known.has(part) ? [] : part.split(/[:,] /)))
		.filter((label) => !known.has(label));
}

/** Bold text within a sentence or a cell; bold text at the start of a paragraph or list item is a heading. */
function boldIn(markdown: string): string[] {
	const text = markdown
		.replace(/```[\s\S]*?```/g, '')
		.replace(/^( *- |)\*\*[^*]+\*\*/gm, '')
		.replace(/\s+/g, ' ');
	return [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, bold]) => bold ?? '');
}

it.each(PAGES)('%s uses the labels that the editor shows', (page) => {
	const [written = ''] = read(page).split('<!-- The reference below');
	expect(boldIn(written).flatMap(unknownIn)).toEqual([]);
});

it.each(readdirSync(join(ROOT, 'examples')))(
	'the notes in examples/%s and its page only name existing nodes and labels',
	(file) => {
		const { nodes } = workflowSchema.parse(JSON.parse(read(`examples/${file}`)));
		const names = new Set(nodes.map(({ name }) => name));
		const page = `docs/outcomes/${file.replace('.json', '.md')}`;
		const notes = nodes.map(({ parameters: { content = '' } }) => content);
		const bold = [...notes, existsSync(join(ROOT, page)) ? read(page) : ''].flatMap((text) =>
			[...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label.replace(/\s+/g, ' ')),
		);
		expect(bold.filter((label) => !names.has(label)).flatMap(unknownIn)).toEqual([]);
	},
);

it('docs/troubleshooting.md quotes messages that exist in the code', () => {
	const sources = ['nodes', 'credentials']
		.flatMap((folder) =>
			readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
				join(folder, file),
			),
		)
		.filter((file) => file.endsWith('.ts'))
		.map(read)
		.join('\n')
		.toLowerCase();
	const messages = [...read('docs/troubleshooting.md').matchAll(/^\| (`.+?) \|/gm)]
		.flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)])
		.map(([, message = '']) => message)
		.filter((message) => !/\(\d{3}\)/.test(message));
	const missing = messages.filter((message) =>
		message.split('…').some((part) => !sources.includes(part.trim().toLowerCase())),
	);
	expect(messages.length).toBeGreaterThan(10);
	expect(missing).toEqual([]);
});
