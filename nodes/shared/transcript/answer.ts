import type { JsonObject } from '../core/json';
import type { Transcript } from './model';

/** A transcript and the vendor's answer it was made from. */
export interface TranscriptResponse {
	transcript: Transcript;
	raw: JsonObject;
}
