import type { Passage } from '../transcript/sentences';

/** The words of a text, in lower case and without punctuation. */
export function plainWords(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}

/** Speaker and channel, if they are separated. */
export interface Placed {
	speaker?: string;
	channel?: string;
}

export function placed({ speaker, channel }: Passage): Placed {
	return {
		...(speaker === null || speaker === 'UU' ? {} : { speaker }),
		...(channel === null ? {} : { channel }),
	};
}
