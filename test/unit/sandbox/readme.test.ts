import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startServer, type Sandbox } from '../../../sandbox/core/server';
import { acme } from '../../fixtures/sandboxVendor/acme';
import { codeBlocks, withoutLayout } from '../../support/docs';
import { controlSandbox, type SandboxControl } from '../../support/sandbox';

const ROOT = join(__dirname, '..', '..', '..');

describe('sandbox/README.md', () => {
	let sandbox: Sandbox;
	let control: SandboxControl;

	beforeAll(async () => {
		sandbox = await startServer({ port: 0, vendors: [acme], speed: { queuedMs: 0, processingMs: 60_000 } });
		control = controlSandbox(sandbox.url);
	});
	afterAll(async () => await sandbox.close());

	const call = async (method: string, path: string): Promise<unknown> =>
		await (await fetch(`${sandbox.url}/acme${path}`, { method })).json();

	it('shows a vendor that runs here', () => {
		const fixture = readFileSync(join(ROOT, 'test/fixtures/sandboxVendor/acme.ts'), 'utf8');
		const blocks = codeBlocks(readFileSync(join(ROOT, 'sandbox/README.md'), 'utf8'), 'ts');
		expect(blocks).toHaveLength(1);
		for (const block of blocks) expect(withoutLayout(fixture)).toContain(withoutLayout(block));
	});

	it('has jobs, settings and a reset of that vendor', async () => {
		await control.settings('acme', { concurrency: 1 });
		expect(await call('POST', '/jobs')).toEqual({ id: 'acme-1' });
		expect(await call('POST', '/jobs')).toEqual({ id: 'acme-2' });
		expect(await call('GET', '/jobs/acme-1')).toMatchObject({ held: false, text: null });
		expect(await call('GET', '/jobs/acme-2')).toMatchObject({ held: true });
		expect(await control.jobs('acme')).toEqual(['acme-1', 'acme-2']);

		await control.finish();
		expect(await call('GET', '/jobs/acme-1')).toMatchObject({ phase: 'ended', text: 'Good morning.' });

		await control.reset();
		expect(await control.jobs('acme')).toEqual([]);
	});
});
