import type { JsonObject } from '../core/json';
import type { Transcript } from './model';

/** A transcript and the vendor's response it is made from. */
export interface TranscriptResponse {
	transcript: Transcript;
	raw: JsonObject;
}
