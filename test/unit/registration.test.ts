import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { loadExamples } from '../../platform/examples';
import { vendors } from '../../platform/vendors';
import { vendors as sandboxVendors } from '../../sandbox/vendors';
import { builtCredential, builtNode } from '../../scripts/built';
import { EXAMPLE_VENDOR } from '../../scripts/docs/guide';
import { registerInForm } from '../../scripts/issueForms';
import { describeVendors, manifestOf, registerVendors, type DescribedVendor } from '../../scripts/manifest';

const ROOT = join(__dirname, '..', '..');

const TEMPLATES = join('.github', 'ISSUE_TEMPLATE');

const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

it('lists in sandbox/vendors.ts the vendors that have a folder in nodes/', () => {
	expect(sandboxVendors.map(({ name }) => name).sort()).toEqual(vendors.map(({ name }) => name).sort());
});

describe.each(vendors)(
	'$displayName',
	({ name, displayName, folder, node, trigger, credentialType, page }) => {
		it('has the same names in the editor and in the sandbox', () => {
			expect(builtNode(folder, folder).description).toMatchObject({ name: node, displayName });
			expect(builtNode(folder, `${folder}Trigger`).description).toMatchObject({
				name: trigger,
				displayName: `${displayName} Trigger`,
			});
			expect(builtCredential(`${folder}TranscriptionApi`)).toMatchObject({
				name: credentialType,
				displayName: `${displayName} API`,
			});
		});

		// n8n knows a credential type by its name alone: of two packages with the same, one hides the other.
		it('has a credential type that no package of the vendor itself has', () => {
			expect(credentialType).toBe(`${node}TranscriptionApi`);
			expect(builtNode(folder, folder).description.credentials).toEqual([
				{ name: credentialType, required: true },
			]);
		});

		it('has a page', () => {
			expect(existsSync(join(ROOT, page))).toBe(true);
		});

		it.each(
			readdirSync(join(ROOT, TEMPLATES)).filter((file) =>
				textOf(join(TEMPLATES, file)).includes('AssemblyAI'),
			),
		)('can be selected in the issue form %s', (file) => {
			expect(textOf(join(TEMPLATES, file))).toContain(displayName);
		});

		it('has examples with a manual start and with its trigger', async () => {
			const own = (await loadExamples()).filter(({ meta }) => meta.vendor === name);
			expect(own.map(({ meta }) => meta.start)).toEqual(expect.arrayContaining(['manual', 'trigger']));
		});

		it('is tested with every fault', () => {
			expect(existsSync(join(ROOT, 'test', 'faults', 'matrix', `${name}.test.ts`))).toBe(true);
		});
	},
);

describe('the vendor of the guide', () => {
	let root: string;
	let described: DescribedVendor[];

	/** The project with this vendor in its place. */
	beforeAll(async () => {
		root = mkdtempSync(join(ROOT, '.build-fifth-vendor-'));
		const link = (target: string, path: string) => {
			symlinkSync(target, join(root, path));
		};
		for (const folder of ['nodes', 'credentials']) {
			mkdirSync(join(root, folder));
			for (const each of readdirSync(join(ROOT, folder))) link(join(ROOT, folder, each), join(folder, each));
		}
		const own = join('nodes', 'EchoSpeech');
		mkdirSync(join(root, own));
		for (const each of readdirSync(join(EXAMPLE_VENDOR, own)))
			link(join(EXAMPLE_VENDOR, own, each), join(own, each));
		writeFileSync(
			join(root, own, 'EchoSpeech.node.json'),
			JSON.stringify({ alias: ['Echo', 'Whispered Speech'] }),
		);
		const credential = join('credentials', 'EchoSpeechTranscriptionApi.credentials.ts');
		link(join(EXAMPLE_VENDOR, credential), credential);
		described = await describeVendors(root);
	});
	afterAll(() => {
		rmSync(root, { recursive: true, force: true });
	});

	const manifest = z
		.looseObject({
			name: z.string(),
			description: z.string(),
			keywords: z.array(z.string()),
			n8n: z.looseObject({ credentials: z.array(z.string()), nodes: z.array(z.string()) }),
		})
		.parse(JSON.parse(textOf('package.json')));

	it('is registered by its folder and its credential alone', () => {
		const registered = registerVendors(manifest, described, root);
		expect(registered).toMatchObject({ version: manifest.version, scripts: manifest.scripts });
		const names = described.map(({ displayName }) => displayName);
		expect(names).toContain('Echo Speech');
		expect(registered.description).toContain(new Intl.ListFormat('en-GB').format(names));
		expect(registered.keywords).toContain('echospeech');
		expect(registered.n8n.credentials).toContain(
			'dist/credentials/EchoSpeechTranscriptionApi.credentials.js',
		);
		expect(registered.n8n.nodes).toContain('dist/nodes/EchoSpeech/EchoSpeech.node.js');
		expect(registered.n8n.nodes).toEqual(expect.arrayContaining(manifest.n8n.nodes));
	});

	it.each(['bug.yml', 'feature.yml', 'vendor-change.yml'])('can be chosen in the issue form %s', (form) => {
		const before = textOf(join(TEMPLATES, form));
		const names = vendors.map(({ displayName }) => displayName);
		expect(registerInForm(before, names)).toBe(before);
		const [last = ''] = names.slice(-1);
		const after = registerInForm(before, [...names, 'Echo Speech']);
		expect(after.replace(/, Echo Speech| +- label: Echo Speech\n/, '')).toBe(before);
		expect(after).toMatch(new RegExp(`${last}(, | *\\n +- label: )Echo Speech`));
	});

	it('has a package of its own', () => {
		const [vendor] = described.filter(({ folder }) => folder === 'EchoSpeech');
		if (vendor === undefined) throw new Error('It is not found');
		const own = manifestOf(vendor, manifest, described, root);
		expect(own).toMatchObject({
			name: 'n8n-nodes-echospeech-transcription',
			description: expect.stringContaining('with Echo Speech'),
			n8n: {
				credentials: ['dist/credentials/EchoSpeechTranscriptionApi.credentials.js'],
				nodes: ['dist/nodes/EchoSpeech/EchoSpeech.node.js'],
			},
		});
		expect(own.keywords).toEqual(
			expect.arrayContaining(['captions', 'echospeech', 'echo', 'whispered-speech']),
		);
		expect(own.keywords).not.toContain('assemblyai');
	});
});
