import type { ExpectedText, VendorClient } from '../../shared/http/client';
import { isTransient, outcomeOf, type Failure } from '../../shared/http/failure';
import { multipart, type UploadFile } from '../../shared/http/multipart';
import { isAsyncIterable } from '../../shared/http/responseBody';
import type { VendorRequest } from '../../shared/http/types';
import type { SlotResponse } from '../api/schemas';
import { parseStorageError } from '../api/storageErrors';
import { slotUrl } from '../response/slot';

/** How far an upload got. */
interface UploadProgress {
	/** Whether the whole file was sent, so that the upload may have succeeded even without a response. */
	whole: boolean;
}

/**
 * Posts the recording to the storage with the form that Botlhale AI has signed: all fields unchanged, then the file,
 * with its length and without the bearer token. Only retried if the storage certainly did not store the file, because a
 * second upload might be transcribed and counted again.
 * @throws VendorError with the message of the storage
 */
export async function uploadToSlot(
	client: VendorClient,
	slot: SlotResponse,
	file: UploadFile,
): Promise<void> {
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
		signedUrl: slotUrl(client, slot),
		parseError: parseStorageError,
		body: multipart([...parts, { name: 'file', file: { ...file, open } }]),
		retry: (failure: Failure) =>
			isTransient(failure) && !(progress.whole && outcomeOf(failure) === 'unknown'),
	};
	await client.text(request, STORAGE_RESPONSE);
}

/** Empty or an XML document. A page of another web server means that the recording was not stored. */
const STORAGE_RESPONSE: ExpectedText = {
	name: 'response of the storage',
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
