import { createHash, timingSafeEqual } from 'crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The header that contains the credential's webhook secret in each callback. */
export const SECRET_HEADER = 'X-Transcription-Webhook-Secret';

/** The query parameter of the callback URL that contains it, for vendors that send no header of your choice. */
export const SECRET_QUERY = 'webhook_secret';

/** The valid webhook secrets of a credential, starting with the one to send; empty if none is set. */
export function webhookSecrets(credential: ICredentialDataDecryptedObject): string[] {
	return [credential.webhookSecret, credential.previousWebhookSecret]
		.filter((value): value is string => typeof value === 'string')
		.map((value) => value.trim())
		.filter((value) => value !== '');
}

/**
 * Whether a header or query parameter contains one of the secrets; `false` if there are none. Digests of equal length
 * are compared in constant time, and all of them, so that the time reveals neither length, content nor position.
 */
export function matchesSecret(value: unknown, secrets: readonly string[]): boolean {
	// A repeated one arrives as a list or joined with a comma; no vendor sends either.
	const given = digest(typeof value === 'string' ? value : '');
	let found = false;
	for (const secret of secrets) {
		if (timingSafeEqual(given, digest(secret))) found = true;
	}
	return found && typeof value === 'string' && value !== '';
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
