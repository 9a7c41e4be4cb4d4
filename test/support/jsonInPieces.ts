import { parseLongJson } from '../../nodes/shared/core/longJson';

/** The result for a text: its value, or the error. */
export type Outcome = { value: unknown } | { error: true };

/** As `JSON.parse` has it. */
export function whole(text: string): Outcome {
	try {
		const value: unknown = JSON.parse(text);
		return { value };
	} catch {
		return { error: true };
	}
}

/** As `parseLongJson` has it, in pieces of `piece` characters. */
export async function inPieces(text: string, piece: number): Promise<Outcome> {
	return await parseLongJson(text, piece).then(
		(value) => ({ value }),
		(error: unknown) => {
			if (!(error instanceof SyntaxError)) throw error;
			return { error: true };
		},
	);
}
