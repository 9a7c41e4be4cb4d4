import { FRESH_MS } from '../../nodes/shared/webhook/secretCache';
import { vendors } from '../../platform/vendors';
import type { ActiveWorkflow } from '../support/engine';
import { vendorStage, type Stage } from '../support/stage';
import { pick } from './callbacks/bodies';
import { deliver, hangUp, type Delivery } from './callbacks/deliver';
import { NEXT_SECRET, SECRET, type CallbackVendor, type Forgery } from './callbacks/vendor';

/** The exports of the file with each vendor's name in `callbacks/vendors`. */
const callbackVendors = vendors.map(({ name }) => {
	const path = `./callbacks/vendors/${name}`;
	const { callbacks } = jest.requireActual<{ callbacks?: CallbackVendor }>(path);
	if (callbacks === undefined) throw new Error(`${path} exports no callbacks`);
	return callbacks;
});

const TRIGGER = 'Trigger';

/** Number of concurrent callbacks. */
const AT_ONCE = 6;

/** One valid callback follows this number of forged ones. */
const RIGHT_EVERY = 60;

const accidents: unknown[] = [];
const note = (reason: unknown) => accidents.push(reason);

beforeAll(() => {
	process.on('unhandledRejection', note);
});
afterAll(() => {
	process.off('unhandledRejection', note);
	hangUp();
});

it('tests about ten thousand forged callbacks', () => {
	expect(callbackVendors.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(10_000);
});

describe.each(callbackVendors)('$displayName', (vendor) => {
	let stage: Stage;
	let workflow: ActiveWorkflow;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
		changeSecrets(stage, vendor, SECRET, '');
		workflow = await stage.engine.activate({
			nodes: [
				{
					name: TRIGGER,
					type: `n8n-nodes-transcription.${vendor.trigger}`,
					parameters: vendor.parameters,
				},
			],
		});
	}, 60_000);
	afterAll(async () => await stage.close());

	it('starts nothing for a forged callback, and loses no valid callback in between', async () => {
		const url = workflow.url(TRIGGER);
		const old = await vendor.right(0, stage, SECRET);
		expect(await deliver(url, old)).toBe(vendor.accepted);
		const wrong = new Map<string, number>();
		const queue = deliveriesOf(vendor, old, vendor.count);
		let rights = 1;
		await sideBySide(queue, async ({ forgery, delivery }, index) => {
			const status = await deliver(url, delivery);
			if (![forgery.status].flat().includes(status)) {
				const what = `${forgery.title}: ${status} instead of ${[forgery.status].flat().join(' or ')}`;
				wrong.set(what, (wrong.get(what) ?? 0) + 1);
			}
			if (index % RIGHT_EVERY !== 0) return;
			rights += 1;
			const answered = await deliver(url, await vendor.right(rights, stage, SECRET));
			if (answered !== vendor.accepted) wrong.set(`a right one: ${answered}`, index);
		});
		expect(Object.fromEntries(wrong)).toEqual({});
		expect(queue.length).toBeGreaterThanOrEqual(vendor.count);
		const runs = await workflow.started();
		expect(runs.filter(({ error }) => error !== undefined)).toEqual([]);
		expect(runs).toHaveLength(rights);
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
		expect(accidents).toEqual([]);
	}, 240_000);

	if (vendor.refusedStatus !== undefined) {
		const refused = vendor.refusedStatus;

		it('accepts the old and the new secret during rotation, and then only the new one', async () => {
			const url = workflow.url(TRIGGER);
			const before = (await workflow.started()).length;
			const statuses: number[] = [];
			const send = async (index: number, secret: string) => {
				statuses.push(await deliver(url, await vendor.right(100_000 + index, stage, secret)));
			};
			for (let index = 0; index < 10; index += 1) await send(index, SECRET);
			changeSecrets(stage, vendor, NEXT_SECRET, SECRET);
			for (let index = 10; index < 50; index += 1) {
				await send(index, index % 2 === 0 ? SECRET : NEXT_SECRET);
			}
			changeSecrets(stage, vendor, NEXT_SECRET, '');
			for (let index = 50; index < 60; index += 1) await send(index, NEXT_SECRET);
			expect(new Set(statuses)).toEqual(new Set([vendor.accepted]));
			expect(await workflow.started()).toHaveLength(before + 60);
			// Long enough for the cached credential to expire.
			await new Promise((resolve) => setTimeout(resolve, FRESH_MS));
			expect(await deliver(url, await vendor.right(200_000, stage, SECRET))).toBe(refused);
			expect(await workflow.started()).toHaveLength(before + 60);
		}, 60_000);
	}
});

function changeSecrets(stage: Stage, vendor: CallbackVendor, current: string, previous: string): void {
	const { credentialType, refusedStatus } = vendor;
	if (refusedStatus === undefined) return;
	stage.engine.setCredential(credentialType, {
		...stage.engine.credential(credentialType),
		webhookSecret: current,
		previousWebhookSecret: previous,
	});
}

interface Forged {
	forgery: Forgery;
	delivery: Delivery;
}

/** This number of forged callbacks, alternating between the kinds. */
function deliveriesOf(vendor: CallbackVendor, old: Delivery, count: number): Forged[] {
	const kinds = vendor.forgeries(old);
	const dear = kinds.flatMap((forgery) =>
		Array.from({ length: forgery.atMost ?? 0 }, (_, index) => ({ forgery, delivery: forgery.make(index) })),
	);
	const cheap = kinds.filter(({ atMost }) => atMost === undefined);
	return [
		...dear,
		...Array.from({ length: count - dear.length }, (_, index) => {
			const forgery = pick(cheap, index);
			return { forgery, delivery: forgery.make(Math.floor(index / cheap.length)) };
		}),
	];
}

async function sideBySide<T>(
	list: readonly T[],
	work: (each: T, index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const one = async () => {
		for (let index = next++; index < list.length; index = next++) {
			const each = list[index];
			if (each !== undefined) await work(each, index);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, one));
}
