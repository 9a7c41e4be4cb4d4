import { BOMBS, BROKEN, OTHERS, PROTOTYPES } from '../../faults/callbacks/bodies';
import { chain, send } from '../../support/engine';
import { vendorStage, type Stage } from '../../support/stage';
import { createAndSuspend } from '../../support/suspended';
import { testedVendors } from '../../support/vendors';

/** Sequential, because calls that arrive together are handled as one. */
const FORGED = 150;

/** Requests to the vendor that forged calls may cause. */
const LIMIT = 100;

const manyIds = Array.from({ length: 20_000 }, (_, index) => `job-${index}`);

const BODIES = [
	'',
	'null',
	'[]',
	'"text"',
	...BOMBS,
	...PROTOTYPES,
	...BROKEN,
	...Object.values(OTHERS),
	JSON.stringify({ relayedJobIds: manyIds }),
	'{"relayedJobIds":{"length":1e9}}',
	'{"relayedJobIds":[null,{},[],5]}',
	'{"transcript_id":{"a":1},"status":["completed"]}',
	'{"status":"completed","workflowData":[[{"json":{"forged":true}}]]}',
];

const TYPES = ['application/json', 'text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'x'];

describe.each(testedVendors.filter(({ suspends }) => suspends))('forged calls: $name', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());

	it('cause few requests, resume nothing and do not prevent that the real one does', async () => {
		await stage.sandbox.speed({ processingMs: 600_000 });
		const run = await stage.engine.runPublished({
			nodes: [...createAndSuspend(stage, vendor), { name: 'Next', type: 'n8n-nodes-base.noOp' }],
			connections: chain('Start', 'Create', 'Wait', 'Next'),
			input: [await stage.recording(vendor.recording)],
		});
		expect(run.status).toBe('waiting');
		const before = (await stage.sandbox.requests({ vendor: vendor.name })).length;
		for (let index = 0; index < FORGED; index += 1) {
			const { status } = await send(run.resumeUrl, {
				body: BODIES[index % BODIES.length] ?? '',
				headers: { 'content-type': TYPES[index % TYPES.length] ?? '' },
			});
			expect([200, 400, 401, 422, 503]).toContain(status);
		}
		const requests = (await stage.sandbox.requests({ vendor: vendor.name })).length - before;
		expect(requests).toBeLessThanOrEqual(LIMIT);
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
		await stage.sandbox.finish();
		const done = await stage.engine.finished(run.executionId);
		expect(done.json('Next')).toEqual([expect.not.objectContaining({ forged: true })]);
	}, 120_000);
});
