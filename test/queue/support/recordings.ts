import type { TestedVendor } from '../../support/vendors';

/** An included recording, and what is said in it. */
export interface Recording {
	file: string;
	says: RegExp;
}

/** By name of the recording: words that no vendor redacts. Spellings differ from vendor to vendor. */
const SAYS: Record<string, RegExp> = {
	'dialogue-en': /appointment/i,
	'order-id': /selamat pagi/i,
	'order-af': /goeiem/i,
};

/** `count` recordings for a vendor, in turn. */
export function recordingsOf({ recordings }: TestedVendor, count: number): Recording[] {
	return Array.from({ length: count }, (_, index) => {
		const file = recordings[index % recordings.length] ?? '';
		const says = SAYS[file.replace(/\.\w+$/, '')];
		if (says === undefined) throw new Error(`What is said in "${file}"?`);
		return { file, says };
	});
}
