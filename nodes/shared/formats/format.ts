import type { JsonObject } from '../core/json';
import type { Transcript } from '../transcript/model';
import type { TranscriptNeeds } from '../transcript/read';

/** A format in which other tools and vendors write transcripts as JSON. */
export interface JsonFormat {
	/** The `vendor` of the transcripts. */
	id: string;
	/** As the editor and error messages name it. */
	name: string;
	/** Whether a value has the members by which this format is recognized; looks at no more than the first elements. */
	recognizes(value: JsonObject): boolean;
	/**
	 * @throws SchemaMismatchError that names the member
	 * @throws MissingWordsError if it needs words and has none
	 */
	read(value: JsonObject, needs?: TranscriptNeeds): Promise<Transcript>;
}

/** A format of text files. */
export interface TextFormat {
	id: string;
	name: string;
	recognizes(text: string): boolean;
	/** @throws FormatError */
	read(text: string): Promise<Transcript>;
}

/** What was found instead of a transcript; the message is a sentence about the input. */
export class FormatError extends Error {}
