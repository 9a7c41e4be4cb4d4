import { randomBytes } from 'node:crypto';

/** Which of the two spellings the vendor reads. */
export type Names = 'both' | 'snake' | 'old';

/** The value of the newer or older name, depending on the setting; an empty value counts as absent. */
export function named(
	fields: ReadonlyMap<string, string>,
	names: Names,
	spelling: { snake: string; old: string },
): string | undefined {
	const snake = names === 'old' ? undefined : fields.get(spelling.snake);
	const old = names === 'snake' ? undefined : fields.get(spelling.old);
	return [snake, old].find((value) => value !== undefined && value !== '');
}

export const ORG_ID = { snake: 'org_id', old: 'OrgID' };
export const LANGUAGE = { snake: 'language_code', old: 'LanguageCode' };
export const SAMPLE_RATE = { snake: 'sample_rate', old: 'SampleRate' };
export const DIARIZATION = { snake: 'diarization', old: 'Diarization' };
export const SPEECH_FILE = { snake: 'speech_file', old: 'SpeechFile' };
export const FILE_NAME = { snake: 'filename', old: 'FileName' };

/** The name without organisation prefix, folders, leading slash and `.wav`, which all spellings of one file share. */
export function bareName(name: string): string {
	return (name.split('/').at(-1) ?? '').replace(/\.wav$/i, '');
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits, as in the vendor's names. */
export function randomName(length: number): string {
	return [...randomBytes(length)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
