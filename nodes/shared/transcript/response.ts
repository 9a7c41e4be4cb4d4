import type { JsonObject } from '../core/json';
import type { Transcript } from './model';
import { withRecording } from './recording';

/** A transcript and the vendor's response it is made from. */
export interface TranscriptResponse {
	/** What may be shown: redacted wherever the vendor returns redacted text. */
	transcript: Transcript;
	raw: JsonObject;
	/**
	 * The transcript as it was spoken, as far as the vendor returns it. Absent for a vendor without redaction.
	 * @throws SchemaMismatchError
	 */
	readAsSpoken?: () => Promise<Transcript>;
}

/** Which version of a transcript to output. */
export type Redaction = 'redacted' | 'asSpoken';

/** The same response, with the chosen version as its transcript. @throws SchemaMismatchError */
export async function inVersion(
	response: TranscriptResponse,
	redaction: Redaction,
): Promise<TranscriptResponse> {
	const { raw, readAsSpoken } = response;
	return redaction === 'asSpoken' && readAsSpoken ? { transcript: await readAsSpoken(), raw } : response;
}

/** The same response, whose transcript has the file name or URL of its recording. */
export function named(response: TranscriptResponse, recording: string | null): TranscriptResponse {
	return { ...response, transcript: withRecording(response.transcript, recording) };
}
