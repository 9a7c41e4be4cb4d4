import { setBounded } from '../core/boundedMap';
import { matchesSecret } from './secret';

/** How long cached secrets are used, in ms; shorter than a callback may take to arrive. */
export const FRESH_MS = 1_000;

/** Maximum number of triggers in the cache. */
const CAPACITY = 1_000;

/**
 * Caches the webhook secrets of triggers during bursts of callbacks. n8n takes about 20 ms to decrypt a credential, as long
 * as the rest of a callback. It is therefore decrypted once per second, and for every callback that does not match the
 * cached secrets: a new secret is accepted immediately, a removed one for at most one more second.
 */
export class SecretCache {
	private readonly known = new Map<string, { secrets: readonly string[]; readAt: number }>();

	/**
	 * Whether a header contains a secret of this trigger.
	 * @param trigger identifies the trigger and its credential
	 * @param read decrypts the credential
	 */
	async verify(
		trigger: string,
		header: unknown,
		read: () => Promise<readonly string[]>,
		now = Date.now(),
	): Promise<boolean> {
		const known = this.known.get(trigger);
		if (known && now - known.readAt < FRESH_MS && matchesSecret(header, known.secrets)) return true;
		const secrets = await read();
		setBounded(this.known, trigger, { secrets, readAt: now }, CAPACITY);
		return matchesSecret(header, secrets);
	}
}
