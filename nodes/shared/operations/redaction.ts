import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../execution/runItems';
import { readOptions } from '../fields/parameters';
import { showWhen } from '../fields/showWhen';
import type { Vendor } from '../jobs/vendor';
import type { Redaction } from '../transcript/response';

const redactionOption: INodeProperties = {
	displayName: 'Redaction',
	name: 'redaction',
	type: 'options',
	options: [
		{
			name: 'As Spoken',
			value: 'asSpoken',
			description: 'Unredacted text and all insights, as far as the vendor returns them',
		},
		{
			name: 'Redacted',
			value: 'redacted',
			description:
				'Redacted text wherever the vendor returns it. Other results that may reveal what was redacted are masked or left out.',
		},
	],
	default: 'redacted',
	displayOptions: { hide: { '/output': ['vendor', 'job', 'callback'] } },
	description: 'Which version of the transcript to output. Default: Redacted.',
};

/**
 * The option "Redaction" of an operation or a trigger; none for a vendor without redaction.
 * @param hasSource whether the transcript may come from the input item, which has one version only
 */
export function redactionOptions(vendor: Vendor, hasSource = false): INodeProperties[] {
	if (!('redacts' in vendor)) return [];
	return [hasSource ? showWhen({ '/transcriptSource': ['job'] }, redactionOption) : redactionOption];
}

/** The chosen version; everything other than the value of "As Spoken" is the redacted one. */
export function redactionOf({ redaction }: IDataObject): Redaction {
	return redaction === 'asSpoken' ? 'asSpoken' : 'redacted';
}

/** The chosen version for an item. @throws NodeOperationError */
export function readRedaction(call: ItemContext): Redaction {
	return redactionOf(readOptions(call, 'options', 'Options'));
}
