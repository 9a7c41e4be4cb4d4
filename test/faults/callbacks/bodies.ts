/** What an attacker may send: nested lists, endless numbers, keys of prototypes. */
export const BOMBS: string[] = [
	`${'['.repeat(50_000)}${']'.repeat(50_000)}`,
	`${'{"data":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
	`{"filename":${'9'.repeat(50_000)},"job_id":1e999999,"transcript_id":-1e-999999}`,
	`[${'1e308,'.repeat(10_000)}1]`,
	`{${Array.from({ length: 5_000 }, (_, index) => `"key${index}":{}`).join(',')}}`,
];

export const PROTOTYPES: string[] = [
	'{"__proto__":{"polluted":true,"transcript_id":"x","job_id":"x","status":"completed"}}',
	'{"constructor":{"prototype":{"polluted":true}},"status":"completed"}',
	'{"__proto__":null,"status":"completed"}',
	'{"data":{"__proto__":{"polluted":true}},"status":"completed"}',
];

export const BROKEN: string[] = ['{"transcript_id":', '{"a":1}}', 'NaN', '\u0000', "{'a': 1}"];

/** Callbacks of the four vendors as they send them, each invalid for the others. */
export const OTHERS = {
	assemblyai: '{"transcript_id":"5551722-f677-48a6-9287-39c0aafd9ac1","status":"completed"}',
	speechmatics: '{"job":{"id":"r6sr3jlzjj","status":"done"},"format":"2.9","results":[]}',
	prosa: '{"job_id":"2fec34e1efb146f7a7431cb35b64550d","result":{"data":[]}}',
	botlhale: '{"filename":"asr_abc__16000_Org__False__x.wav","status":"completed","timestamps":[]}',
} as const;

const TWENTY_MB = 20 * 1024 * 1024;

/** A valid JSON body of 20 MB. */
export const LARGE = `{"text":"${'a'.repeat(TWENTY_MB)}"}`;

/** One of them, in turn. */
export function pick<T>(list: readonly T[], index: number): T {
	const each = list[index % list.length];
	if (each === undefined) throw new Error('The list is empty');
	return each;
}
