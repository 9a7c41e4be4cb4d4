import { closeSync, openSync } from 'node:fs';

import { freePort } from '../../faults/lane';
import type { Stage } from '../../support/stage';
import { assemblyAiStage } from '../assemblyai/stage';

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage('filesystem');
});
afterAll(async () => await stage.close());

/** The lowest number that no open file has, which the next one gets: every system has it, unlike /proc. */
function openFiles(): number {
	const next = openSync(__filename, 'r');
	closeSync(next);
	return next;
}

it('closes the recording after every attempt, even if nothing of it was sent', async () => {
	const credential = stage.engine.credential('assemblyAiTranscriptionApi');
	stage.engine.setCredential('assemblyAiTranscriptionApi', {
		...credential,
		baseUrl: `http://127.0.0.1:${await freePort()}`,
	});
	const item = await stage.recording('dialogue-en.wav');
	const upload = async (items: number) =>
		await stage.run(
			{ resource: 'file', operation: 'upload', options: { retries: 0 } },
			Array.from({ length: items }, () => item),
			{ onError: 'continueRegularOutput' },
		);
	await upload(1);
	const before = openFiles();
	const run = await upload(40);
	expect(run.json('Speech to Text')).toHaveLength(40);
	expect(openFiles() - before).toBeLessThan(20);
});
