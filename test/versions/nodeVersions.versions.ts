import { failureOf, outputOf } from '../../platform/rest';
import { typeOf } from '../e2e/support/nodes';
import { openStage, type Surroundings } from '../e2e/support/stage';
import { vendors } from '../e2e/support/vendors';
import { bringRecording, inARow, MANUAL, manualStart } from '../e2e/support/workflows';

let stage: Surroundings;

beforeAll(async () => {
	stage = await openStage();
	await stage.sandbox.speed({ processingMs: 300 });
});

const everyVersion = vendors.flatMap((facts) => [1, 2].map((typeVersion) => ({ facts, typeVersion })));

it.each(everyVersion)(
	'node $typeVersion of $facts.displayName transcribes',
	async ({ facts, typeVersion }) => {
		const { id } = await stage.client.createWorkflow(
			inARow(`Node ${typeVersion} of ${facts.displayName}`, stage, [
				manualStart,
				bringRecording(stage, facts.recording.file),
				{
					name: 'Transcribe',
					type: typeOf({ name: facts.node }),
					typeVersion,
					parameters: {
						resource: 'transcript',
						operation: 'transcribe',
						output: 'text',
						...facts.fromFile,
					},
				},
			]),
		);
		const execution = await stage.client.finished(await stage.client.run(id, MANUAL));
		expect(failureOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'Transcribe')[0]?.json.text).toContain(facts.recording.word);
	},
);
