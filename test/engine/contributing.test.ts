import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { codeBlocks, withoutLayout } from '../support/docs';
import { NODE, type Stage } from '../support/stage';
import { assemblyAiStage } from './assemblyai/stage';

const ROOT = join(__dirname, '..', '..');

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());

it('returns a transcript for each recording', async () => {
	const recordings = [await stage.recording('dialogue-en.mp3'), await stage.recording('order-id.mp3')];
	const run = await stage.run({ resource: 'transcript', operation: 'transcribe' }, recordings);
	expect(run.json(NODE)).toMatchObject([
		{ text: expect.stringContaining('Good morning') },
		{ text: expect.stringContaining('Selamat pagi') },
	]);
	expect(run.pairs(NODE)).toEqual([[0], [1]]);
});

it('is the example in CONTRIBUTING.md', async () => {
	const own = await readFile(__filename, 'utf8');
	const blocks = codeBlocks(await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8'), 'ts');
	expect(blocks).toHaveLength(1);
	for (const block of blocks) expect(withoutLayout(own)).toContain(withoutLayout(block));
});
