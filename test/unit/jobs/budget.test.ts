import { NodeOperationError, type INodeProperties } from 'n8n-workflow';

import { Semaphore } from '../../../nodes/shared/http/semaphore';
import { checkBudget, stopBeforeOption, type Estimate } from '../../../nodes/shared/jobs/budget';
import { fakeExecution, fakeItem } from '../../support/jobs';
import { rejectionOf } from '../../support/virtualTime';
import { wav, wavFile } from '../../support/wav';

interface Recording {
	/** `url` for a recording that the vendor downloads. */
	seconds: number | 'url';
	isPaid?: boolean;
}

/** A run whose items have this value of "Stop Before". */
function runWith(stopBefore: unknown) {
	const semaphore = new Semaphore(1);
	const execution = fakeExecution({ parameters: { options: { stopBefore } } });
	const check = async ({ seconds, isPaid = false }: Recording) =>
		await checkBudget(
			{ ...fakeItem(execution, { itemIndex: 3 }), semaphore },
			seconds === 'url' ? undefined : wavFile(seconds).file,
			isPaid,
		);
	return {
		check,
		/** Message and description of the error for a recording. */
		refusal: async (recording: Recording) => {
			const error = await rejectionOf(check(recording));
			if (!(error instanceof NodeOperationError)) throw error;
			expect(error.context.itemIndex).toBe(3);
			return [error.message, error.description];
		},
	};
}

const runWithin = (limits: Record<string, unknown>) => runWith({ limits });

const MINUTE: Recording = { seconds: 60 };

describe('a run without limits', () => {
	it.each([undefined, null, '', {}, { limits: {} }.limits, { limits: ' ' }, { limits: null }])(
		'estimates nothing: %j',
		async (stopBefore) => {
			expect(await runWith(stopBefore).check(MINUTE)).toBeUndefined();
		},
	);

	it('does not open a recording', async () => {
		const { file, opened } = wavFile(60);
		await checkBudget(fakeItem(fakeExecution()), file, false);
		expect(opened()).toBe(0);
	});
});

describe('the limits', () => {
	it.each<[unknown, string]>([
		['1', '"Options: Stop Before" must be an object'],
		[{ limits: '1' }, '"Options: Stop Before" must be an object'],
		[{ limits: { perItem: 'much' } }, '"Options: Stop Before: Limit per Item" must be a number'],
		[{ limits: { perRun: -1 } }, '"Options: Stop Before: Limit per Run" must be at least 0'],
		[{ limits: { unit: 'hours' } }, '"Options: Stop Before: Limits In" must be one of: minutes, amount'],
		[
			{ limits: { unknownLength: 'ask' } },
			'"Options: Stop Before: Unknown Length" must be one of: create, stop',
		],
		[
			{ limits: { unit: 'amount', pricePerMinute: 'much' } },
			'"Options: Stop Before: Price per Minute" must be a number',
		],
	])('are checked: %j', async (stopBefore, message) => {
		const [said] = await runWith(stopBefore).refusal(MINUTE);
		expect(said).toBe(message);
	});

	it.each([{}, { pricePerMinute: 0 }, { pricePerMinute: '' }])(
		'in money require a price: %j',
		async (price) => {
			expect(await runWithin({ unit: 'amount', ...price }).refusal(MINUTE)).toEqual([
				'"Options: Stop Before: Price per Minute" is required if "Limits In" is "Amount of Money"',
				'Enter what the vendor charges per minute with your settings.',
			]);
		},
	);

	it('in minutes require none, and ignore one', async () => {
		expect(await runWithin({ pricePerMinute: 'much' }).check(MINUTE)).toEqual({ estimatedDuration: 60 });
	});

	it('may be text, and may be empty', async () => {
		const limits = { perItem: '1', perRun: '', unit: '', unknownLength: null };
		expect(await runWithin(limits).check(MINUTE)).toEqual({ estimatedDuration: 60 });
		const [message] = await runWithin(limits).refusal({ seconds: 61 });
		expect(message).toContain('"Options: Stop Before: Limit per Item" is 1 minute,');
	});

	it('of 0 are none', async () => {
		const { check } = runWithin({ perItem: 0, perRun: 0 });
		expect(await check({ seconds: 100_000 })).toEqual({ estimatedDuration: 100_000 });
	});
});

describe('the limit of an item', () => {
	it('allows a recording of exactly this length', async () => {
		expect(await runWithin({ perItem: 1 }).check(MINUTE)).toEqual({ estimatedDuration: 60 });
	});

	it('stops before a longer one', async () => {
		expect(await runWithin({ perItem: 1 }).refusal({ seconds: 90 })).toEqual([
			'"Options: Stop Before: Limit per Item" is 1 minute, but the recording is 1.5 minutes long',
			'Nothing was sent. Raise the limit, or leave out this recording.',
		]);
	});

	it('may be money', async () => {
		const { check, refusal } = runWithin({ unit: 'amount', pricePerMinute: 0.5, perItem: 1 });
		expect(await check({ seconds: 120 })).toEqual({ estimatedDuration: 120, estimatedCost: 1 });
		expect(await refusal({ seconds: 123 })).toEqual([
			'"Options: Stop Before: Limit per Item" is 1, but the recording is 2.05 minutes long and would cost 1.025',
			'Nothing was sent. Raise the limit, or leave out this recording.',
		]);
	});

	it('allows exactly this price, although 3 times 0.1 is a little more than 0.3 to a computer', async () => {
		const { check } = runWithin({ unit: 'amount', pricePerMinute: 0.1, perItem: 0.3 });
		expect(await check({ seconds: 180 })).toEqual({ estimatedDuration: 180, estimatedCost: 0.3 });
	});

	it('does not stop before a job that an earlier attempt has paid for', async () => {
		expect(await runWithin({ perItem: 1 }).check({ seconds: 90, isPaid: true })).toEqual({
			estimatedDuration: 90,
		});
	});
});

describe('the limit of a run', () => {
	it('allows recordings of exactly this length together, and stops before the next', async () => {
		const { check, refusal } = runWithin({ perRun: 2 });
		await check(MINUTE);
		await check(MINUTE);
		expect(await refusal({ seconds: 3 })).toEqual([
			'"Options: Stop Before: Limit per Run" is 2 minutes, with 2 minutes already used, but the recording is 0.05 minutes long',
			'Nothing was sent for this item. Raise the limit, or run the remaining items later.',
		]);
	});

	it('does not count recordings before which it has stopped', async () => {
		const { check, refusal } = runWithin({ perRun: 2 });
		await check(MINUTE);
		await refusal({ seconds: 90 });
		expect(await check(MINUTE)).toBeDefined();
	});

	it('counts jobs that an earlier attempt has paid for, but does not stop before them', async () => {
		const { check, refusal } = runWithin({ perRun: 1 });
		await check({ ...MINUTE, isPaid: true });
		await check({ ...MINUTE, isPaid: true });
		const [message] = await refusal(MINUTE);
		expect(message).toContain('with 2 minutes already used');
	});

	it('may be money', async () => {
		const { check, refusal } = runWithin({ unit: 'amount', pricePerMinute: 0.3, perRun: 0.7 });
		await check(MINUTE);
		await check(MINUTE);
		const [message] = await refusal(MINUTE);
		expect(message).toBe(
			'"Options: Stop Before: Limit per Run" is 0.7, with 0.6 already used, but the recording is 1 minute long and would cost 0.3',
		);
	});

	it('allows exactly this price for several recordings', async () => {
		const { check } = runWithin({ unit: 'amount', pricePerMinute: 0.1, perRun: 0.3 });
		await check(MINUTE);
		await check(MINUTE);
		expect(await check(MINUTE)).toBeDefined();
	});

	it('is a limit of each run', async () => {
		for (let run = 0; run < 2; run += 1) {
			expect(await runWithin({ perRun: 1 }).check(MINUTE)).toBeDefined();
		}
	});
});

describe('a recording of unknown length', () => {
	const URL: Recording = { seconds: 'url' };

	it('is not sent by default', async () => {
		expect(await runWithin({ perItem: 1 }).refusal(URL)).toEqual([
			'"Options: Stop Before" cannot be checked, because the length of a recording behind a URL is unknown before the vendor downloads it',
			'Nothing was sent. Set "Unknown Length" to "Create the Job" to create the job without a check.',
		]);
	});

	it('is not sent if it is a file either', async () => {
		const execution = fakeExecution({ parameters: { options: { stopBefore: { limits: { perItem: 1 } } } } });
		const file = { ...wavFile(60).file, open: async () => await Promise.resolve(Buffer.from('no sound')) };
		expect(await rejectionOf(checkBudget(fakeItem(execution), file, false))).toMatchObject({
			message:
				'"Options: Stop Before" cannot be checked, because the header of the file does not contain the length',
		});
	});

	it.each<[Record<string, unknown>, Estimate]>([
		[{ perItem: 1 }, { estimatedDuration: null }],
		[
			{ unit: 'amount', pricePerMinute: 1 },
			{ estimatedDuration: null, estimatedCost: null },
		],
	])('is sent if the node is set to do so, or it is already paid: %j', async (limits, estimate) => {
		expect(await runWithin({ ...limits, unknownLength: 'create' }).check(URL)).toEqual(estimate);
		expect(await runWithin({ ...limits, unknownLength: 'stop' }).check({ ...URL, isPaid: true })).toEqual(
			estimate,
		);
	});
});

describe('the estimate', () => {
	it('has milliseconds, and money with four decimals', async () => {
		const { check } = runWithin({ unit: 'amount', pricePerMinute: 0.12345 });
		expect(await check({ seconds: 100.0625 })).toEqual({ estimatedDuration: 100.063, estimatedCost: 0.2059 });
	});

	async function* streamed() {
		await Promise.resolve();
		yield wav(60);
	}

	const execution = () =>
		fakeExecution({ parameters: { options: { stopBefore: { limits: { perItem: 1 } } } } });

	it('is that of a file that is streamed', async () => {
		const file = { ...wavFile(60).file, open: async () => await Promise.resolve(streamed()) };
		expect(await checkBudget(fakeItem(execution()), file, false)).toEqual({ estimatedDuration: 60 });
	});

	it('fails if the file cannot be opened', async () => {
		const file = { ...wavFile(60).file, open: async () => await Promise.reject(new Error('gone')) };
		expect(await rejectionOf(checkBudget(fakeItem(execution()), file, false))).toMatchObject({
			code: 'EFILENOTOPENED',
			message: 'gone',
		});
	});
});

describe('the option', () => {
	const [group] = stopBeforeOption.options ?? [];
	const fields: INodeProperties[] = group && 'values' in group ? group.values : [];

	it('has a field for each limit', () => {
		const number = { type: 'number', default: 0, typeOptions: { minValue: 0, numberPrecision: 4 } };
		expect(stopBeforeOption).toMatchObject({ name: 'stopBefore', type: 'fixedCollection', default: {} });
		expect(group).toMatchObject({ name: 'limits' });
		expect(fields).toMatchObject([
			{ name: 'unit', type: 'options', default: 'minutes' },
			{ name: 'pricePerMinute', ...number, displayOptions: { show: { unit: ['amount'] } } },
			{ name: 'perItem', ...number },
			{ name: 'perRun', ...number },
			{ name: 'unknownLength', type: 'options', default: 'stop' },
		]);
	});

	it('offers every choice, each with a text', () => {
		const choices = fields.flatMap(({ options = [] }) => options);
		expect(choices.map((choice) => 'value' in choice && choice.value)).toEqual([
			'amount',
			'minutes',
			'create',
			'stop',
		]);
		for (const { name } of choices) expect(name).toMatch(/\w/);
		for (const text of [...fields.slice(1), ...choices, stopBeforeOption]) {
			expect('description' in text && text.description).toMatch(/\w+ \w+/);
		}
		for (const { displayName } of [...fields, stopBeforeOption]) expect(displayName).toMatch(/\w+ \w+/);
		expect(stopBeforeOption.placeholder).toMatch(/\w+ \w+/);
	});
});
