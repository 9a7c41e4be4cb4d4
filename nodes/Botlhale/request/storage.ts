import { NodeOperationError } from 'n8n-workflow';

import { isSafeAddress } from '../../shared/http/baseUrl';
import type { TextForm, VendorClient } from '../../shared/http/client';
import { outcomeOf, isTransient, type Failure } from '../../shared/http/failure';
import { multipart, type UploadFile } from '../../shared/http/multipart';
import { isAsyncIterable } from '../../shared/http/responseBody';
import type { VendorRequest } from '../../shared/http/types';
import type { SlotAnswer } from '../api/schemas';

/** How far an upload got. */
interface UploadProgress {
	/** Whether the whole file was handed over, so that a lost answer may have been a success. */
	whole: boolean;
}

/**
 * Posts the recording to the storage by the form that Botlhale AI has signed: all fields unchanged, the file
 * last, with its length and without the token. Repeated only while the storage surely did not take the file: a
 * second upload might be transcribed, and counted, again.
 * @throws NodeApiError with the storage's words
 */
export async function uploadToSlot(client: VendorClient, slot: SlotAnswer, file: UploadFile): Promise<void> {
	const progress: UploadProgress = { whole: false };
	const parts = Object.entries(slot.fields).map(([name, value]) => ({ name, value: String(value) }));
	const open = async () => {
		progress.whole = false;
		return watched(await file.open(), () => {
			progress.whole = true;
		});
	};
	const request: VendorRequest = {
		method: 'POST',
		path: '/',
		signedUrl: addressOf(client, slot),
		body: multipart([...parts, { name: 'file', file: { ...file, open } }]),
		retry: (failure: Failure) =>
			isTransient(failure) && !(progress.whole && outcomeOf(failure) === 'unknown'),
	};
	await client.text(request, STORAGE_ANSWER);
}

/** Nothing, or a document in XML; a page of some web server on the way means that the recording is not there. */
const STORAGE_ANSWER: TextForm = {
	name: 'answer of the storage',
	pattern: /^\s*($|<(?!!doctype|html))/i,
};

async function* watched(
	content: Buffer | AsyncIterable<Uint8Array>,
	done: () => void,
): AsyncGenerator<Uint8Array> {
	if (isAsyncIterable(content)) yield* content;
	else yield content;
	done();
}

/** The address, encrypted unless it is on this machine: the recording goes there. */
function addressOf(client: VendorClient, slot: SlotAnswer): string {
	const address = slot.url ?? slot.upload_url ?? '';
	if (isSafeAddress(address)) return address;
	throw new NodeOperationError(
		client.context.getNode(),
		'Botlhale AI named an address to upload to that is not encrypted (https)',
		{ description: 'Nothing was uploaded. Check the host in the credential.' },
	);
}
