import { createHash, timingSafeEqual } from 'crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Header that brings the secret of the credential with each callback. */
export const SECRET_HEADER = 'X-Transcription-Webhook-Secret';

/** The secrets of a credential that are valid now, the one to send first; empty when none is set. */
export function webhookSecrets(credential: ICredentialDataDecryptedObject): string[] {
	return [credential.webhookSecret, credential.previousWebhookSecret]
		.filter((value): value is string => typeof value === 'string')
		.map((value) => value.trim())
		.filter((value) => value !== '');
}

/**
 * Whether a header holds one of the secrets. Digests of equal length are compared in constant time, all of
 * them, so that neither length nor content nor position shows in the time. No secret lets nothing in.
 */
export function matchesSecret(header: unknown, secrets: readonly string[]): boolean {
	// A header sent twice comes as a list, or joined with a comma: neither is what the vendor sends.
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
