import type { WordIndex } from './wordIndex';

/** Where AND and NOT must be true: in the whole transcript, or in one turn of a speaker. */
export type Scope = 'transcript' | 'turn';

/**
 * A set of the parts of a transcript in which operators must be true. The complement is kept as such, so that the time for
 * NOT depends on the hits and not on the length of the transcript.
 */
export interface DocumentSet {
	ids: ReadonlySet<number>;
	isComplement: boolean;
}

/** The document of each atom. A turn ends where the speaker changes on a channel. */
export function documentsOf(index: WordIndex, scope: Scope): Int32Array {
	const documents = new Int32Array(index.atoms.length);
	if (scope === 'transcript') return documents;
	for (let atom = 1; atom < documents.length; atom += 1) {
		const isSame = index.speakers[atom] === index.speakers[atom - 1];
		documents[atom] = (documents[atom - 1] ?? 0) + (isSame ? 0 : 1);
	}
	return documents;
}

export function isIn({ ids, isComplement }: DocumentSet, document: number): boolean {
	return ids.has(document) !== isComplement;
}

export function complementOf({ ids, isComplement }: DocumentSet): DocumentSet {
	return { ids, isComplement: !isComplement };
}

export function bothOf(a: DocumentSet, b: DocumentSet): DocumentSet {
	if (a.isComplement && b.isComplement) return { ids: new Set([...a.ids, ...b.ids]), isComplement: true };
	const [plain, other] = a.isComplement ? [b, a] : [a, b];
	return { ids: new Set([...plain.ids].filter((id) => isIn(other, id))), isComplement: false };
}

export function eitherOf(a: DocumentSet, b: DocumentSet): DocumentSet {
	return complementOf(bothOf(complementOf(a), complementOf(b)));
}
