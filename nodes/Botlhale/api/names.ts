/** The naming styles of Botlhale AI's documents: since 2025, and until 2024. Values of the credential's field. */
export type NamingStyle = 'snake' | 'old';

/** Parameters of a request by name, in both styles. */
export type NamedParameters = Readonly<Record<NamingStyle, Readonly<Record<string, string>>>>;

/** Names of the parameters that requests set in addition to those of the editor. */
export const NAMES = {
	snake: { organisation: 'org_id', fileName: 'filename', recording: 'speech_file' },
	old: { organisation: 'OrgID', fileName: 'FileName', recording: 'SpeechFile' },
} as const satisfies Record<NamingStyle, object>;

/** The styles in the order in which they are tried; `chosen` is the credential's field. */
export function stylesFrom(chosen: unknown): readonly [NamingStyle, NamingStyle] {
	return chosen === 'old' ? ['old', 'snake'] : ['snake', 'old'];
}
