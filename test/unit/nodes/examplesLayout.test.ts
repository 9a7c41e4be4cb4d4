import { readdirSync, readFileSync, statSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

const ROOT = join(__dirname, '..', '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const OUTCOMES = join(ROOT, 'docs', 'outcomes');

/** The size of a node with its name under it, in pixels. */
const NODE = { width: 100, height: 140 };

/** The longest picture of a page, in bytes. */
const MAX_PICTURE = 60 * 1024;

const publisherSchema = z.object({ githubOwner: z.string() });

/** Where the pictures are on the web. n8n removes pictures that are in the text of a note. */
const PICTURES = `https://github.com/${
	publisherSchema.parse(JSON.parse(readFileSync(join(ROOT, 'publisher.json'), 'utf8'))).githubOwner
}/n8n-nodes-transcription/raw/main/docs/images/outcomes`;

/** The questions that a description in n8n's gallery of templates answers. */
const HEADINGS = ['Who is it for?', 'How it works', 'Set up', 'Requirements', 'Customize'];

const workflowSchema = z.object({
	name: z.string(),
	nodes: z.array(
		z.object({
			name: z.string(),
			type: z.string(),
			position: z.tuple([z.number(), z.number()]),
			parameters: z.looseObject({
				content: z.string().optional(),
				width: z.number().optional(),
				height: z.number().optional(),
			}),
			credentials: z.record(z.string(), z.object({ id: z.null(), name: z.string() })).optional(),
		}),
	),
	connections: z.record(
		z.string(),
		z.record(z.string(), z.array(z.array(z.object({ node: z.string(), type: z.string() })))),
	),
});
type Workflow = z.infer<typeof workflowSchema>;
type Node = Workflow['nodes'][number];

const NOTE = 'n8n-nodes-base.stickyNote';

const load = (file: string): Workflow =>
	workflowSchema.parse(JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')));

const isNote = ({ type }: Node): boolean => type === NOTE;

/** Left, top, right and bottom of a node or note. */
function boxOf({ position: [left, top], parameters: { width, height }, ...node }: Node) {
	const size = isNote({ position: [left, top], parameters: {}, ...node })
		? { width: width ?? 240, height: height ?? 160 }
		: NODE;
	return { left, top, right: left + size.width, bottom: top + size.height };
}

type Box = ReturnType<typeof boxOf>;

const overlap = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const contains = (a: Box, b: Box): boolean =>
	a.left <= b.left && a.top <= b.top && a.right >= b.right && a.bottom >= b.bottom;

const files = readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));

describe.each(files)('%s', (file) => {
	const { nodes, connections } = load(file);

	const next = (name: string): string[] => (connections[name]?.main ?? []).flat().map(({ node }) => node);

	function reachable(name: string, seen = new Set<string>()): Set<string> {
		for (const node of next(name).filter((each) => !seen.has(each))) reachable(node, seen.add(node));
		return seen;
	}

	it('has a note that says what it does, above its nodes', () => {
		const note = nodes.find(isNote);
		expect(note?.parameters.content).toMatch(/^## .+\n\n.+/);
		const top = Math.min(...nodes.filter((node) => !isNote(node)).map(({ position }) => position[1]));
		if (note !== undefined) expect(boxOf(note).bottom).toBeLessThanOrEqual(top);
	});

	it('shows every node and note: none covers another', () => {
		const covered = nodes.flatMap((a, index) =>
			nodes
				.slice(index + 1)
				.filter((b) => overlap(boxOf(a), boxOf(b)))
				// A note may be the background of a group of nodes.
				.filter(
					(b) => isNote(a) === isNote(b) || !(contains(boxOf(a), boxOf(b)) || contains(boxOf(b), boxOf(a))),
				)
				.map((b) => `${a.name}, ${b.name}`),
		);
		expect(covered).toEqual([]);
	});

	it('has names of its own for its nodes', () => {
		// n8n appends a number to the second node of a kind.
		expect(nodes.filter(({ name }) => /[a-z]\d+$/i.test(name)).map(({ name }) => name)).toEqual([]);
		expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
	});

	it('goes from left to right, except back to the start of a loop', () => {
		const at = new Map(nodes.map(({ name, position }) => [name, position[0]]));
		const wrong = nodes.flatMap(({ name: from }) =>
			next(from)
				.filter((to) => (at.get(to) ?? 0) <= (at.get(from) ?? 0) && !reachable(to).has(from))
				.map((to) => `${from} → ${to}`),
		);
		expect(wrong).toEqual([]);
	});

	it('has no secrets', () => {
		const text = readFileSync(join(EXAMPLES, file), 'utf8');
		expect(text).not.toMatch(/sk-|xox[bp]-|Bearer |ntn_|AKIA|api[_-]?key"\s*:/i);
	});
});

/** The size of a picture in bytes; too many if it does not exist. */
function sizeOf(picture: string): number {
	const path = join(ROOT, 'docs', 'images', 'outcomes', picture);
	return existsSync(path) ? statSync(path).size : Infinity;
}

describe.each(readdirSync(OUTCOMES))('docs/outcomes/%s', (page) => {
	const name = page.replace(/\.md$/, '');
	const text = readFileSync(join(OUTCOMES, page), 'utf8');

	it('describes an example for the gallery of templates', () => {
		expect(files).toContain(`${name}.json`);
		expect(text.split('\n')[0]).toBe(`# ${load(`${name}.json`).name}`);
		expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
		expect(text.split(/\s+/).length).toBeGreaterThan(100);
		expect(text).toContain(`(../../examples/${name}.json)`);
	});

	it('has a small picture of a run', () => {
		expect(text).toContain(`](../images/outcomes/${name}.jpg)`);
		expect(sizeOf(`${name}.jpg`)).toBeLessThanOrEqual(MAX_PICTURE);
	});

	it('has a note with a small picture of the result, at an address that n8n shows', () => {
		const notes = load(`${name}.json`).nodes.filter(isNote);
		const contents = notes.map(({ parameters }) => parameters.content ?? '');
		const address = `${PICTURES}/${name}-result.jpg`;
		expect(contents.filter((content) => content.includes(`](${address})`))).toHaveLength(1);
		expect(sizeOf(`${name}-result.jpg`)).toBeLessThanOrEqual(MAX_PICTURE);
	});

	it('says that n8n Cloud does not have the package', () => {
		expect(text).toContain('n8n Cloud');
	});

	it('has at most three nodes of this package, where a comparison of vendors counts as one', () => {
		const own = load(`${name}.json`)
			.nodes.map(({ type }) => type)
			.filter((type) => type.startsWith('n8n-nodes-transcription.'));
		const vendors = own.filter((type) => !type.endsWith('.transcript'));
		const compared = new Set(vendors).size;
		const count = own.length - (compared > 1 ? compared - 1 : 0);
		expect(own).not.toEqual([]);
		expect(count).toBeLessThanOrEqual(3);
	});
});
