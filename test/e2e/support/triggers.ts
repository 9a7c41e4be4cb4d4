import { failureOf } from '../../../platform/rest';
import { waitFor } from '../../../platform/wait';
import { typeOf } from './nodes';
import type { Surroundings } from './stage';
import type { VendorFacts } from './vendors';
import { bringRecording, inARow, MANUAL, manualStart } from './workflows';

const ROUTE_TIMEOUT_MS = 30_000;

/** Has another workflow create a job that sends its callback to this URL, and waits only for that workflow. */
export async function createJobFor(
	stage: Pick<Surroundings, 'client' | 'sandbox' | 'credentials'>,
	facts: VendorFacts,
	address: string,
): Promise<void> {
	const { id } = await stage.client.createWorkflow(
		inARow(`Job for the trigger of ${facts.displayName}`, stage, [
			manualStart,
			bringRecording(stage, facts.recording.file),
			{
				name: 'Create',
				type: typeOf({ name: facts.node }),
				parameters: {
					resource: 'job',
					operation: 'create',
					...facts.fromFile,
					...(facts.subscribes ? {} : { callback: 'trigger', triggerUrl: address }),
				},
			},
		]),
	);
	const execution = await stage.client.finished(await stage.client.run(id, MANUAL));
	expect(failureOf(execution)).toBeUndefined();
}

/**
 * n8n registers the route of a published workflow a moment later; a request with a method that no trigger accepts shows
 * when.
 */
export async function routeIsOpen(address: string): Promise<void> {
	await waitFor(
		async () => {
			const answer = await fetch(address, { method: 'DELETE' });
			return (await answer.text()).includes('not registered for DELETE') ? true : undefined;
		},
		{ what: `the route ${address}`, timeoutMs: ROUTE_TIMEOUT_MS },
	);
}
