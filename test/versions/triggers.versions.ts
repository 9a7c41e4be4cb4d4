import { failureOf, outputOf } from '../../platform/rest';
import { waitFor } from '../../platform/wait';
import { typeOf } from '../e2e/support/nodes';
import { openStage, type Surroundings } from '../e2e/support/stage';
import { createJobFor, routeIsOpen } from '../e2e/support/triggers';
import { vendors } from '../e2e/support/vendors';
import { inARow } from '../e2e/support/workflows';

let stage: Surroundings;

beforeAll(async () => {
	stage = await openStage();
	await stage.sandbox.speed({ processingMs: 300 });
});

const everyVersion = vendors.flatMap((facts) => [1, 2].map((typeVersion) => ({ facts, typeVersion })));

it.each(everyVersion)('trigger $typeVersion of $facts.displayName starts its workflow', async (each) => {
	const { facts, typeVersion } = each;
	const { client } = stage;
	const trigger = {
		name: 'Trigger',
		type: typeOf({ name: `${facts.node}Trigger` }),
		typeVersion,
		parameters: {},
	};
	const workflow = await client.createWorkflow(inARow(`Trigger of ${facts.displayName}`, stage, [trigger]));
	const address = `${client.url}/webhook/${workflow.nodes[0]?.webhookId ?? ''}/webhook`;
	await client.activate(workflow);
	try {
		await routeIsOpen(address);
		await createJobFor(stage, facts, address);
		const { id } = await waitFor(async () => (await client.executionsOf(workflow.id))[0], {
			what: `the trigger of ${facts.displayName}`,
			timeoutMs: 60_000,
		});
		const execution = await client.finished(id);
		expect(failureOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'Trigger')[0]?.json).toMatchObject({
			text: expect.stringContaining(facts.recording.word),
		});
	} finally {
		await client.deactivate(workflow.id);
	}
});
