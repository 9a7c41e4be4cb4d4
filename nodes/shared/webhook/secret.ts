import { createHash, timingSafeEqual } from 'crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The header that contains the credential's webhook secret in each callback. */
export const SECRET_HEADER = 'X-Transcription-Webhook-Secret';

/** The valid webhook secrets of a credential, starting with the one to send; empty if none is set. */
export function webhookSecrets(credential: ICredentialDataDecryptedObject): string[] {
	return [credential.webhookSecret, credential.previousWebhookSecret]
		.filter((value): value is string => typeof value === 'string')
		.map((value) => value.trim())
		.filter((value) => value !== '');
}

/**
 * Whether a header contains one of the secrets; `false` if there are none. Digests of equal length are compared in constant
 * time, and all of them, so that the time reveals neither length, content nor position.
 */
export function matchesSecret(header: unknown, secrets: readonly string[]): boolean {
	// A repeated header arrives as a list or joined with a comma; no vendor sends either.
	const given = digest(typeof header === 'string' ? header : '');
	let found = false;
	for (const secret of secrets) {
		if (timingSafeEqual(given, digest(secret))) found = true;
	}
	return found && typeof header === 'string' && header !== '';
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}
