import { memoryOf, type Purchase, type PurchaseKind } from '../../../nodes/shared/jobs/memory';
import { fakeExecution, fakeItem, type ExecutionSettings, type FakeExecution } from '../../support/jobs';

const made: Purchase = { state: 'made', sentAt: 1_767_225_600_123, handle: 'J1' };

const settings: ExecutionSettings = { parameters: { operation: 'create' } };

interface Place {
	itemIndex?: number;
	runIndex?: number;
}

function memory(
	execution: FakeExecution,
	place: Place = {},
	kind: PurchaseKind = 'job',
	what: unknown = 'a',
) {
	return memoryOf(fakeItem(execution, place), kind, what);
}

const handleOf = (purchase: Purchase | undefined) => purchase?.handle;

describe('the memory of a purchase', () => {
	it.each<Purchase>([
		made,
		{ ...made, state: 'sending' },
		{ ...made, sentAt: 0 },
		{ ...made, handle: 'an ID with spaces\nand a line break' },
		{ ...made, handle: '' },
		{ ...made, state: 'sending', replaces: 'J0' },
		{ ...made, replaces: 'an ID, with a space' },
	])('returns what was remembered: %j', (purchase) => {
		const execution = fakeExecution(settings);
		memory(execution).remember(purchase);
		expect(memory(execution).recall()).toEqual(purchase);
	});

	it('is empty at first', () => {
		expect(memory(fakeExecution(settings)).recall()).toBeUndefined();
	});

	it('keeps the latest state', () => {
		const execution = fakeExecution(settings);
		memory(execution).remember({ ...made, state: 'sending' });
		memory(execution).remember(made);
		expect(memory(execution).recall()?.state).toBe('made');
	});

	it('is empty after it was told to forget', () => {
		const execution = fakeExecution(settings);
		memory(execution).remember(made);
		memory(execution).forget();
		expect(memory(execution).recall()).toBeUndefined();
	});

	it('forgets nothing else', () => {
		const execution = fakeExecution(settings);
		memory(execution, { itemIndex: 1 }).remember(made);
		memory(execution, { itemIndex: 0 }).forget();
		expect(memory(execution, { itemIndex: 1 }).recall()).toBeDefined();
	});

	it('survives being stored as JSON with the execution', () => {
		const before = fakeExecution(settings);
		memory(before).remember(made);
		const after = fakeExecution(settings);
		Object.assign(after.nodeContext, JSON.parse(JSON.stringify(before.nodeContext)));
		expect(memory(after).recall()).toMatchObject(made);
	});

	it.each([
		['a text', 'purchases'],
		['a list', []],
		['null', null],
		['entries of another structure', { run: '0', entries: 'none' }],
		['an entry that is not text', { run: '0', entries: { 0: { handle: 'J1' } } }],
		['an entry of another purchase', { run: '0', entries: { 0: '0123456789abcdef=0 J1' } }],
	])('is empty if the execution holds %s in its place, and can be used', (_kind, purchases) => {
		const execution = fakeExecution(settings);
		execution.nodeContext.purchases = purchases;
		expect(memory(execution).recall()).toBeUndefined();
		memory(execution).remember(made);
		expect(memory(execution).recall()).toMatchObject(made);
	});

	it.each(['x', ' '])('does not accept an entry with "%s" in front of it', (before) => {
		const execution = fakeExecution(settings);
		memory(execution).remember(made);
		const kept = JSON.stringify(execution.nodeContext).replace('"0":"', `"0":"${before}`);
		Object.assign(execution.nodeContext, JSON.parse(kept));
		expect(memory(execution).recall()).toBeUndefined();
	});
});

describe('a purchase', () => {
	it.each<[string, Place, PurchaseKind, unknown]>([
		['another item', { itemIndex: 1 }, 'job', 'a'],
		['an upload instead of a job', {}, 'upload', 'a'],
		['other parameters', {}, 'job', 'b'],
	])('is not the one of %s', (_kind, place, kind, what) => {
		const execution = fakeExecution(settings);
		memory(execution).remember(made);
		expect(memory(execution, place, kind, what).recall()).toBeUndefined();
		expect(memory(execution).recall()).toBeDefined();
	});

	it('of an item does not replace the upload of the same item', () => {
		const execution = fakeExecution(settings);
		memory(execution, {}, 'upload').remember({ ...made, handle: 'upload' });
		memory(execution, {}, 'job').remember({ ...made, handle: 'job' });
		expect(handleOf(memory(execution, {}, 'upload').recall())).toBe('upload');
		expect(handleOf(memory(execution, {}, 'job').recall())).toBe('job');
	});

	it('of an earlier iteration of a loop is not the one of the next', () => {
		const execution = fakeExecution(settings);
		memory(execution, { runIndex: 0 }).remember(made);
		expect(memory(execution, { runIndex: 1 }).recall()).toBeUndefined();
	});

	it('of an earlier iteration is deleted, so that the data of a long loop does not grow', () => {
		const execution = fakeExecution(settings);
		memory(execution, { runIndex: 0 }).remember(made);
		memory(execution, { runIndex: 1 }).remember({ ...made, handle: 'J2' });
		expect(JSON.stringify(execution.nodeContext)).not.toContain('J1');
	});

	const digestWith = (changes: ExecutionSettings) =>
		memory(fakeExecution({ ...settings, ...changes })).digest;

	it('is identified by a digest of 16 hexadecimal digits', () => {
		expect(digestWith({})).toMatch(/^[0-9a-f]{16}$/);
	});

	it('is another one with another operation', () => {
		expect(digestWith({ parameters: { operation: 'transcribe' } })).not.toBe(digestWith({}));
	});

	it('is another one with another account', () => {
		const other = { acmeApi: { id: 'c2', name: 'Acme' } };
		expect(digestWith({ credentials: other })).not.toBe(digestWith({}));
	});

	it('is another one with the same credential ID of another type', () => {
		const other = { otherApi: { id: 'c1', name: 'Acme' } };
		expect(digestWith({ credentials: other })).not.toBe(digestWith({}));
	});

	it('is the same after the credential was renamed', () => {
		const renamed = { acmeApi: { id: 'c1', name: 'Renamed' } };
		expect(digestWith({ credentials: renamed })).toBe(digestWith({}));
	});
});

it('needs neither an operation nor credentials', () => {
	const node = { ...fakeExecution().context.getNode(), credentials: undefined };
	const bare = fakeExecution({ functions: { getNode: () => node } });
	memory(bare).remember(made);
	expect(memory(bare).recall()).toMatchObject(made);
});

describe('the tool of an AI agent', () => {
	const agent = () => fakeExecution({ ...settings, type: 'acmeTool' });

	it('makes one purchase of equal calls, whatever their item and run', () => {
		const execution = agent();
		memory(execution, { itemIndex: 0, runIndex: 0 }).remember(made);
		expect(memory(execution, { itemIndex: 3, runIndex: 5 }).recall()).toMatchObject(made);
	});

	it('makes another purchase of a call with other parameters and keeps both', () => {
		const execution = agent();
		memory(execution, {}, 'job', 'a').remember(made);
		memory(execution, {}, 'job', 'b').remember({ ...made, handle: 'J2' });
		expect(handleOf(memory(execution, {}, 'job', 'a').recall())).toBe('J1');
		expect(handleOf(memory(execution, {}, 'job', 'b').recall())).toBe('J2');
	});

	it('remembers the latest thousand calls of an execution', () => {
		const execution = agent();
		for (let call = 0; call <= 1_000; call += 1) memory(execution, {}, 'job', call).remember(made);
		expect(memory(execution, {}, 'job', 0).recall()).toBeUndefined();
		expect(memory(execution, {}, 'job', 1).recall()).toBeDefined();
		expect(memory(execution, {}, 'job', 1_000).recall()).toBeDefined();
	});
});

it('remembers every item of an execution that is not a tool, however many', () => {
	const execution = fakeExecution(settings);
	for (let itemIndex = 0; itemIndex <= 1_000; itemIndex += 1) memory(execution, { itemIndex }).remember(made);
	expect(memory(execution, { itemIndex: 0 }).recall()).toBeDefined();
});
