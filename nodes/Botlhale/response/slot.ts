import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { parseJson } from '../../shared/core/json';
import { isSafeLink } from '../../shared/http/baseUrl';
import type { VendorClient } from '../../shared/http/client';
import { operationError } from '../../shared/n8n/errors';
import { identity } from '../api/identity';
import type { SlotResponse } from '../api/schemas';

/**
 * The URL that a recording is uploaded to; see `isSafeLink`.
 * @throws NodeOperationError for another one, because the recording must not be sent there
 */
export function slotUrl(client: VendorClient, slot: SlotResponse): string {
	const url = slot.url ?? slot.upload_url ?? '';
	if (isSafeLink(url, client.baseUrl)) return url;
	throw operationError(
		client.context.getNode(),
		'Botlhale AI returned an upload URL that does not start with https://, or leads into a private network',
		{
			description: 'Nothing was uploaded. Check the host in the credential.',
			itemIndex: client.options.itemIndex,
		},
	);
}

/** An upload slot as an item: the form that uploads one recording without this node, with its signature. */
export function slotItem(client: VendorClient, slot: SlotResponse): IDataObject {
	return {
		vendor: identity.id,
		jobId: slot.fields.key,
		method: 'POST',
		url: slotUrl(client, slot),
		fields: { ...slot.fields },
		fileField: 'file',
		expiresAt: expiryOf(slot),
	};
}

const policySchema = z.looseObject({ expiration: z.iso.datetime() });

/** When the signature expires, as ISO 8601; from the policy of the form; `null` if it cannot be read. */
function expiryOf({ fields: { policy } }: SlotResponse): string | null {
	const json = Buffer.from(typeof policy === 'string' ? policy : '', 'base64').toString('utf8');
	const parsed = policySchema.safeParse(parseJson(json));
	return parsed.success ? parsed.data.expiration : null;
}
