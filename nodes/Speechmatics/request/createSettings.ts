import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import type { ItemContext } from '../../shared/execution/runItems';
import { applyGroups, labelIn, readGroups, type MappedGroup } from '../../shared/fields/mapped';
import { fieldError, optionLabel, readBoolean } from '../../shared/fields/parameters';
import type { VendorClient } from '../../shared/http/client';
import { simplifyField } from '../../shared/operations/jobFields';
import { identity } from '../api/identity';
import { onPremisesGroup } from '../parameters/onPremises';
import { serverWaitGroup } from '../parameters/serverWait';

/** Options of a create for servers on premises. */
export const onPremisesOptions: INodeProperties[] = onPremisesGroup.fields.map(({ field }) => field);

/** Options of a create whose response comes when the job has finished. */
export const serverWaitOptions: INodeProperties[] = serverWaitGroup.fields.map(({ field }) => field);

/** What the options of a create add to the request besides its body. */
export interface CreateSettings {
	/** Content of `X-SM-Processing-Data`. */
	processing: IDataObject;
	/** Query of a server-side wait: `wait` (seconds) and `format`. */
	serverWait: IDataObject;
}

/** @throws NodeOperationError for a wrong value, or an option that would have no effect */
export function readCreateSettings(call: ItemContext, client: VendorClient): CreateSettings {
	const processing = readMembers(call, onPremisesGroup);
	const serverWait = readMembers(call, serverWaitGroup);
	if (Object.keys(processing).length > 0 && trimmedText(client.credential.region) !== 'custom') {
		throw fieldError(
			call,
			firstLabel(call, onPremisesGroup),
			'works only with "Custom Base URL" as "Region" in the credential',
			`${identity.displayName} ignores this option on its own servers. Remove it, or select a credential for your server.`,
		);
	}
	if (serverWait.format !== undefined) rejectUnusedFormat(call, serverWait.wait === undefined);
	return { processing, serverWait };
}

function readMembers(call: ItemContext, group: MappedGroup): IDataObject {
	const members: IDataObject = {};
	applyGroups(call, [group], members);
	return members;
}

/** The format matters only for a transcript in the response, which is there after a wait and returned unsimplified. */
function rejectUnusedFormat(call: ItemContext, isWithoutWait: boolean): void {
	const [wait, format] = serverWaitGroup.fields;
	if (!wait || !format) return;
	if (isWithoutWait) {
		throw fieldError(
			call,
			optionLabel(format.field),
			`works only with "${wait.field.displayName}"`,
			`Add "${wait.field.displayName}", or remove "${format.field.displayName}".`,
		);
	}
	if (readBoolean(call, 'options.simplify', optionLabel(simplifyField), true)) {
		throw fieldError(
			call,
			optionLabel(format.field),
			`works only if "${simplifyField.displayName}" is off`,
			`Add "${simplifyField.displayName}" and turn it off, or remove "${format.field.displayName}".`,
		);
	}
}

function firstLabel(call: ItemContext, group: MappedGroup): string {
	const values = readGroups(call, [group]);
	const used = group.fields.find(({ field }) => values[field.name] !== undefined) ?? group.fields[0];
	return used ? labelIn(group, used.field) : '';
}
