import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { pastedKey } from '../core/pastedKey';

const MASK = '***';

/** Shorter values are no secrets worth the risk of mangling words. */
const SHORTEST_SECRET = 6;

/** The values of a credential's secret fields, also as they look inside JSON and URLs; longest first. */
export function secretsOf(
	credential: ICredentialDataDecryptedObject,
	fields: readonly string[],
): readonly string[] {
	const values = new Set<string>();
	for (const field of fields) {
		const value = credential[field];
		if (typeof value !== 'string') continue;
		for (const line of [...value.split(/[\r\n,]+/).map((part) => part.trim()), pastedKey(value)]) {
			if (line.length < SHORTEST_SECRET) continue;
			values.add(line);
			values.add(JSON.stringify(line).slice(1, -1));
			values.add(encodeURIComponent(line));
		}
	}
	return [...values].sort((a, b) => b.length - a.length);
}

/** The text with every secret masked. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
	let clean = text;
	for (const secret of secrets) if (clean.includes(secret)) clean = clean.replaceAll(secret, MASK);
	return clean;
}
