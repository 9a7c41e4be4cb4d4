import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../execution/runItems';
import { fieldError, optionLabel, readEnum, readOptions } from '../fields/parameters';
import { isFromItem } from './source';

/** A feature that both a vendor and this package implement, each with options that the other does not support. */
export interface Alternatives {
	/** The option that chooses between `vendor` and `package`. */
	choice: INodeProperties;
	/** Name of the vendor in that option. */
	vendorName: string;
	vendorOptions: readonly INodeProperties[];
	packageOptions: readonly INodeProperties[];
}

/**
 * Whether the user chose the vendor's implementation.
 * @throws NodeOperationError that names both fields if a field is set that the chosen implementation ignores
 */
export function isVendorChosen(call: ItemContext, alternatives: Alternatives): boolean {
	const { choice, vendorName, vendorOptions, packageOptions } = alternatives;
	const label = optionLabel(choice);
	const isVendor =
		readEnum(call, `options.${choice.name}`, label, ['package', 'vendor'], 'package') === 'vendor';
	const vendorChoice = `"${choice.displayName}" set to "${vendorName}"`;
	if (isVendor && isFromItem(call)) {
		throw fieldError(
			call,
			label,
			`cannot be "${vendorName}" with "Transcript Source" set to "Input Item"`,
			'Remove the option, or set "Transcript Source" to "Job".',
		);
	}
	const options = readOptions(call, 'options', 'Options');
	const ignored = (isVendor ? packageOptions : vendorOptions).find(({ name }) => options[name] !== undefined);
	if (ignored) {
		throw isVendor
			? noEffectError(call, optionLabel(ignored), alternatives)
			: fieldError(
					call,
					optionLabel(ignored),
					`works only with ${vendorChoice}`,
					`Remove it, or set "${choice.displayName}" to "${vendorName}".`,
				);
	}
	return isVendor;
}

/** The error for a field that the vendor's implementation ignores. */
export function noEffectError(call: ItemContext, label: string, { choice, vendorName }: Alternatives) {
	return fieldError(
		call,
		label,
		`has no effect with "${choice.displayName}" set to "${vendorName}"`,
		`Remove it, or set "${choice.displayName}" to "This Package".`,
	);
}

/** The option that chooses between an implementation of this package and the vendor's own. */
export function implementationOption(name: string, displayName: string, vendorName: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		displayOptions: { show: { '/transcriptSource': ['job'] } },
		options: [
			{ name: vendorName, value: 'vendor', description: "Use the vendor's own implementation" },
			{ name: 'This Package', value: 'package', description: 'Supports all options of this operation' },
		],
		default: 'package',
		description: 'Which implementation to use. Default: This Package.',
	};
}
