import { textAt, type Answer } from '../../core/session';

export const ENDED = /^(completed|complete|done|failed|error|cancelled)$/i;

/** Why a point was not decided that needs the final status of a job. */
export const LATE = 'the job did not end in time';

/** The two sets of names of parameters. */
export const SNAKE = {
	org: 'org_id',
	language: 'language_code',
	diarization: 'diarization',
	file: 'filename',
};

export const OLD = { org: 'OrgID', language: 'LanguageCode', diarization: 'Diarization', file: 'FileName' };

export type Names = typeof SNAKE;

/** How the vendor finds a file. */
export interface Lookup {
	names: Names;
	/** Whether the name of the file starts with the organisation, as the key does. */
	isKey: boolean;
}

export const LOOKUPS: readonly Lookup[] = [SNAKE, OLD].flatMap((names) =>
	[true, false].map((isKey) => ({ names, isKey })),
);

/** The path of a request for a file. @param part e.g. `status` */
export function pathOf(part: string, { names, isKey }: Lookup, organisation: string, key: string): string {
	const file = isKey ? key : (key.split('/').at(-1) ?? key);
	const query = new URLSearchParams({ [names.org]: organisation, [names.file]: file });
	return `/asr/async/${part}?${query.toString()}`;
}

/** The status in a response of the status path; `''` if there is none. */
export function statusOf({ json }: Answer): string {
	return textAt(json, 'data.0.status') || textAt(json, 'status');
}

/** The status in a response of the status path, or what is there instead. */
export function statusForm(answer: Answer): string {
	if (answer.status === 404) return 'not-found';
	if (answer.status !== 200) return `status ${answer.status}`;
	return statusOf(answer) || 'empty';
}
