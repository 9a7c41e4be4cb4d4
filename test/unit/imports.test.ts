import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { z } from 'zod/v4';

const ROOT = join(__dirname, '..', '..');

/** Each kind of import that `npm run lint` rejects: the rule, the file, and what it imports. */
const FORBIDDEN: Array<[rule: string, from: string, to: string]> = [
	['no-circle', 'nodes/shared/core/circleA', 'nodes/shared/core/circleB'],
	['shared-without-vendors', 'nodes/shared/operations/list', 'nodes/Acme/vendor'],
	['layer-core', 'nodes/shared/core/up', 'nodes/shared/transcript/model'],
	['layer-transcript', 'nodes/shared/transcript/up', 'nodes/shared/captions/index'],
	['layer-formats', 'nodes/shared/formats/up', 'nodes/shared/captions/index'],
	['layer-measures', 'nodes/shared/measures/up', 'nodes/shared/search/index'],
	['layer-chunks', 'nodes/shared/chunks/up', 'nodes/shared/captions/index'],
	['layer-edit', 'nodes/shared/edit/up', 'nodes/shared/search/index'],
	['layer-compare', 'nodes/shared/compare/up', 'nodes/shared/edit/edit'],
	['layer-captions', 'nodes/shared/captions/up', 'nodes/shared/search/index'],
	['layer-search', 'nodes/shared/search/up', 'nodes/shared/http/client'],
	['layer-media', 'nodes/shared/media/up', 'nodes/shared/http/client'],
	['layer-n8n', 'nodes/shared/n8n/up', 'nodes/shared/http/client'],
	['layer-http', 'nodes/shared/http/up', 'nodes/shared/fields/define'],
	['layer-fields', 'nodes/shared/fields/up', 'nodes/shared/execution/describe'],
	['layer-execution', 'nodes/shared/execution/up', 'nodes/shared/jobs/model'],
	['layer-webhook', 'nodes/shared/webhook/up', 'nodes/shared/execution/describe'],
	['layer-jobs', 'nodes/shared/jobs/up', 'nodes/shared/operations/wait'],
	['layer-operations', 'nodes/shared/operations/up', 'nodes/shared/trigger/verify'],
	['layer-trigger', 'nodes/shared/trigger/up', 'nodes/shared/unlisted/any'],
	['layer-without-n8n', 'nodes/shared/search/n8n', 'n8n-workflow'],
	['vendor-without-vendors', 'nodes/Acme/resources', 'nodes/Other/vendor'],
	['vendor-parameters', 'nodes/Acme/parameters/up', 'nodes/Acme/api/api'],
	['vendor-api', 'nodes/Acme/api/up', 'nodes/Acme/response/job'],
	['vendor-response', 'nodes/Acme/response/up', 'nodes/Acme/request/create'],
	['vendor-request', 'nodes/Acme/request/up', 'nodes/Acme/callback/callback'],
	['vendor-callback', 'nodes/Acme/callback/up', 'nodes/Acme/vendor'],
	['credential-without-nodes', 'credentials/AcmeApi.credentials', 'nodes/Acme/api/api'],
	['package-alone', 'nodes/shared/core/out', 'platform/paths'],
	['facts-alone', 'facts/compare/in', 'sandbox/core/clock'],
	['simulation-alone', 'simulation/core/out', 'platform/paths'],
	['sandbox-alone', 'sandbox/acme/in', 'nodes/shared/core/json'],
	['sandbox-core-without-vendors', 'sandbox/core/up', 'sandbox/acme/index'],
	['sandbox-vendor-without-vendors', 'sandbox/acme/other', 'sandbox/other/index'],
];

/** Imports in the allowed direction, one of each kind. */
const ALLOWED: Array<[from: string, to: string]> = [
	['nodes/shared/trigger/down', 'nodes/shared/core/json'],
	['nodes/Acme/api/down', 'nodes/shared/http/client'],
	['nodes/Acme/request/down', 'nodes/Acme/api/api'],
	['nodes/Acme/actions/down', 'nodes/Acme/request/create'],
	['credentials/OtherApi.credentials', 'nodes/shared/http/client'],
	['sandbox/other/down', 'sandbox/core/clock'],
	['platform/down', 'sandbox/acme/index'],
];

const report = z.object({
	summary: z.object({
		ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
		violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
	}),
});

let folder: string;
let rules: string[];
let violations: string[];

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'imports-'));
	const imports = [
		...FORBIDDEN.map(([, from, to]) => [from, to] as const),
		...ALLOWED,
		['nodes/shared/core/circleB', 'nodes/shared/core/circleA'] as const,
	];
	for (const [, to] of imports) {
		if (to.includes('/')) write(to, 'export type Planted = true;\n');
	}
	for (const [from, to] of imports) {
		write(from, `import type { Planted } from '${pathFrom(from, to)}';\nexport type Also = Planted;\n`);
	}
	const checker = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
	const config = join(ROOT, '.dependency-cruiser.mjs');
	const words = [
		'--config',
		config,
		'--output-type',
		'json',
		'facts',
		'nodes',
		'credentials',
		'sandbox',
		'platform',
		'simulation',
	];
	const output = execFileSync(process.execPath, [checker, ...words], { cwd: folder, encoding: 'utf8' });
	const { summary } = report.parse(JSON.parse(output));
	rules = summary.ruleSetUsed.forbidden.map(({ name }) => name);
	violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): void {
	const path = join(folder, `${file}.ts`);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}

/** How a file imports another, or a package. */
function pathFrom(from: string, to: string): string {
	if (!to.includes('/')) return to;
	const path = relative(dirname(from), to);
	return path.startsWith('.') ? path : `./${path}`;
}

it.each(FORBIDDEN)('%s: rejects that %s imports %s', (rule, from, to) => {
	expect(violations).toContain(`${rule}: ${from}.ts -> ${to.includes('/') ? `${to}.ts` : to}`);
});

it('has an example for every rule', () => {
	expect(rules.sort()).toEqual(FORBIDDEN.map(([rule]) => rule).sort());
});

it('accepts the imports in the allowed direction', () => {
	for (const [from] of ALLOWED) {
		expect(violations.filter((violation) => violation.includes(` ${from}.ts -> `))).toEqual([]);
	}
});
