import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { ItemContext } from '../execution/runItems';
import { isBlank, numeric } from '../fields/numeric';
import { checkField, fieldError, objectSchema, optionLabel, readOptions } from '../fields/parameters';
import { opened, readToEnd } from '../http/fileError';
import type { UploadFile } from '../http/multipart';
import { isAsyncIterable } from '../http/responseBody';
import { durationOf } from '../media/duration';

const amount = { type: 'number', default: 0, typeOptions: { minValue: 0, numberPrecision: 4 } } as const;

const itemField: INodeProperties = {
	...amount,
	displayName: 'Limit per Item',
	name: 'perItem',
	description: 'A recording over this limit fails before it is sent. 0 means no limit.',
};

const priceField: INodeProperties = {
	...amount,
	displayName: 'Price per Minute',
	name: 'pricePerMinute',
	displayOptions: { show: { unit: ['amount'] } },
	description: 'What the vendor charges per minute with your settings, in the currency of the limits',
};

const runField: INodeProperties = {
	...amount,
	displayName: 'Limit per Run',
	name: 'perRun',
	description:
		'Total for all items in one run of this node. Items that would exceed the limit fail before they are sent. 0 means no limit.',
};

const unitField: INodeProperties = {
	displayName: 'Limits In',
	name: 'unit',
	type: 'options',
	options: [
		{ name: 'Amount of Money', value: 'amount', description: 'Length multiplied by your price per minute' },
		{ name: 'Minutes', value: 'minutes', description: 'Length of the recordings' },
	],
	default: 'minutes',
};

const unknownField: INodeProperties = {
	displayName: 'Unknown Length',
	name: 'unknownLength',
	type: 'options',
	options: [
		{ name: 'Create the Job', value: 'create', description: 'The job does not count towards the limits' },
		{ name: 'Stop', value: 'stop', description: 'The item fails before anything is sent' },
	],
	default: 'stop',
	description:
		'What to do if the length is unknown: for a URL, which is not downloaded, and for files whose header does not contain it',
};

/** An option of operations that create jobs: limits on the length or price of recordings. */
export const stopBeforeOption: INodeProperties = {
	displayName: 'Stop Before',
	name: 'stopBefore',
	type: 'fixedCollection',
	placeholder: 'Set limits',
	default: {},
	description:
		'Limits on the length or price of recordings. The length is read from the header of the file before anything is sent.',
	options: [
		{
			displayName: 'Limits',
			name: 'limits',
			values: [unitField, priceField, itemField, runField, unknownField],
		},
	],
};

interface Budget {
	unit: 'minutes' | 'amount';
	pricePerMinute: number;
	/** 0: no limit. */
	perItem: number;
	perRun: number;
	unknownLength: 'create' | 'stop';
}

/** What is known about a recording before it is sent. */
export interface Estimate {
	/** Seconds; `null` if unknown. */
	estimatedDuration: number | null;
	/** In the currency of the price; absent without a price. */
	estimatedCost?: number | null;
}

/** The limits of an item; `undefined` if there are none. @throws NodeOperationError that names the field */
function readBudget(call: ItemContext): Budget | undefined {
	const group: unknown = readOptions(call, 'options', 'Options')[stopBeforeOption.name];
	if (isBlank(group)) return undefined;
	const { limits } = checkField(call, optionLabel(stopBeforeOption), objectSchema, group);
	if (isBlank(limits)) return undefined;
	const values = checkField(call, optionLabel(stopBeforeOption), objectSchema, limits);
	const number = (field: INodeProperties) => numberIn(call, values, field);
	const unit = choiceIn(call, values, unitField, ['minutes', 'amount'] as const, 'minutes');
	const budget: Budget = {
		unit,
		pricePerMinute: unit === 'amount' ? number(priceField) : 0,
		perItem: number(itemField),
		perRun: number(runField),
		unknownLength: choiceIn(call, values, unknownField, ['create', 'stop'] as const, 'stop'),
	};
	if (unit === 'amount' && budget.pricePerMinute === 0) {
		throw fieldError(
			call,
			labelOf(priceField),
			`is required if "${unitField.displayName}" is "Amount of Money"`,
			'Enter what the vendor charges per minute with your settings.',
		);
	}
	return budget;
}

const labelOf = ({ displayName }: INodeProperties) => `${optionLabel(stopBeforeOption)}: ${displayName}`;

function numberIn(call: ItemContext, values: IDataObject, field: INodeProperties): number {
	const given = values[field.name];
	return isBlank(given) ? 0 : checkField(call, labelOf(field), numeric.pipe(z.number().min(0)), given);
}

function choiceIn<T extends string>(
	call: ItemContext,
	values: IDataObject,
	field: INodeProperties,
	choices: readonly T[],
	byDefault: T,
): T {
	const given = values[field.name];
	return isBlank(given) ? byDefault : checkField(call, labelOf(field), z.enum(choices), given);
}

/** Minutes and money of the recordings of each run so far; a run has one semaphore. */
const totals = new WeakMap<object, Record<Budget['unit'], number>>();

/**
 * Checks the limits of an item, and counts its recording towards the limit of the run.
 * @param file `undefined` for a URL
 * @param isPaid whether an earlier attempt has created the job, so that it only counts
 * @returns `undefined` without limits
 * @throws NodeOperationError that names length and limit
 */
export async function checkBudget(
	call: ItemContext,
	file: UploadFile | undefined,
	isPaid: boolean,
): Promise<Estimate | undefined> {
	const budget = readBudget(call);
	if (!budget) return undefined;
	const seconds = file && (await secondsOf(file));
	if (seconds === undefined) {
		if (budget.unknownLength === 'stop' && !isPaid) throw unknownLength(call, file);
		return estimateOf(budget, undefined);
	}
	const cost = costOf(budget, seconds);
	const total = totals.get(call.semaphore) ?? { minutes: 0, amount: 0 };
	totals.set(call.semaphore, total);
	const { unit, perItem, perRun } = budget;
	if (!isPaid && exceeds(cost, perItem)) {
		throw fieldError(
			call,
			labelOf(itemField),
			`is ${shown(perItem, unit)}, but the recording is ${lengthAndPrice(budget, seconds)}`,
			'Nothing was sent. Raise the limit, or leave out this recording.',
		);
	}
	if (!isPaid && exceeds(total[unit] + cost, perRun)) {
		throw fieldError(
			call,
			labelOf(runField),
			`is ${shown(perRun, unit)}, with ${shown(total[unit], unit)} already used, but the recording is ${lengthAndPrice(budget, seconds)}`,
			'Nothing was sent for this item. Raise the limit, or run the remaining items later.',
		);
	}
	total[unit] += cost;
	return estimateOf(budget, seconds);
}

/** Rounded, because to a computer 3 times 0.1 is a little more than 0.3. */
function exceeds(value: number, limit: number): boolean {
	return limit > 0 && rounded(value, 6) > limit;
}

function unknownLength(call: ItemContext, file: UploadFile | undefined) {
	const reason = file
		? 'the header of the file does not contain the length'
		: 'the length of a recording behind a URL is unknown before the vendor downloads it';
	return fieldError(
		call,
		optionLabel(stopBeforeOption),
		`cannot be checked, because ${reason}`,
		`Nothing was sent. Set "${unknownField.displayName}" to "Create the Job" to create the job without a check.`,
	);
}

async function secondsOf(file: UploadFile): Promise<number | undefined> {
	const content = await opened(async () => await file.open());
	return await durationOf(isAsyncIterable(content) ? readToEnd(content) : content, file.size);
}

const minutesOf = (seconds: number) => seconds / 60;

const costOf = ({ unit, pricePerMinute }: Budget, seconds: number) =>
	minutesOf(seconds) * (unit === 'amount' ? pricePerMinute : 1);

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

function estimateOf(budget: Budget, seconds: number | undefined): Estimate {
	const estimatedDuration = seconds === undefined ? null : rounded(seconds, 3);
	if (budget.unit === 'minutes') return { estimatedDuration };
	return {
		estimatedDuration,
		estimatedCost: seconds === undefined ? null : rounded(costOf(budget, seconds), 4),
	};
}

function shown(value: number, unit: Budget['unit']): string {
	if (unit === 'amount') return String(rounded(value, 4));
	const minutes = rounded(value, 2);
	return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

function lengthAndPrice(budget: Budget, seconds: number): string {
	const length = `${shown(minutesOf(seconds), 'minutes')} long`;
	return budget.unit === 'minutes'
		? length
		: `${length} and would cost ${shown(costOf(budget, seconds), 'amount')}`;
}
