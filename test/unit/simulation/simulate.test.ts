import { execFile } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..');

/** Runs `npm run simulate` in a separate process, because it replaces clocks. */
async function simulate(...options: string[]): Promise<{ status: number; output: string }> {
	return await new Promise((resolve) => {
		const given = ['--import', 'tsx', 'simulation/main.ts', ...options];
		const size = 64 * 1024 * 1024;
		execFile(process.execPath, given, { cwd: ROOT, maxBuffer: size }, (error, output) => {
			resolve({ status: error ? Number(error.code ?? 1) : 0, output });
		});
	});
}

const hashIn = (output: string) => /^trace ([0-9a-f]{16}), nothing wrong$/m.exec(output)?.[1];

describe('simulated lives', () => {
	it.each(['assemblyAi', 'botlhale', 'prosa', 'speechmatics'])(
		'pay for no job twice and lose none: %s',
		async (vendor) => {
			const { status, output } = await simulate('--vendor', vendor, '--seeds', '250', '--jobs', '1');
			expect(output).not.toContain('WRONG');
			expect(output).toContain(`${vendor}: 250 lives`);
			expect(status).toBe(0);
		},
	);

	it('are the same for the same seed', async () => {
		const runs = await Promise.all(
			[1, 2].map(async () => await simulate('--vendor', 'prosa', '--seed', '26')),
		);
		const [first, second] = runs.map(({ output }) => hashIn(output));
		expect(first).toMatch(/^[0-9a-f]{16}$/);
		expect(second).toBe(first);
	});

	it('differ for another seed', async () => {
		const runs = await Promise.all(
			['27', '28'].map(async (seed) => await simulate('--vendor', 'prosa', '--seed', seed)),
		);
		const [first, second] = runs.map(({ output }) => hashIn(output));
		expect(second).not.toBe(first);
	});
});

describe('planted bugs', () => {
	it('match the source', async () => {
		const { status, output } = await simulate('--planted', '--dry');
		expect(output).toMatch(/^2\d bugs can be planted$/m);
		expect(status).toBe(0);
	});

	it('are found', async () => {
		const { status, output } = await simulate('--planted', '--bug', 'nothing is stored', '--jobs', '1');
		expect(output).toContain('1 of 1 planted bugs were found');
		expect(status).toBe(0);
	});
});

it('reject an unknown vendor', async () => {
	const { status, output } = await simulate('--vendor', 'nobody');
	expect(output).toBe('');
	expect(status).toBe(2);
});
