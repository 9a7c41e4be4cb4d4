import { setBounded } from '../core/boundedMap';
import { matchesSecret } from './secret';

/** How long secrets count as those of the credential after it was opened, in ms: less than a callback may be under way. */
export const FRESH_MS = 1_000;

/** More triggers than these are not called at the same time. */
const CAPACITY = 1_000;

/**
 * The secrets of triggers whose callbacks come in a row. n8n takes about 20 ms to open a credential, as long as for the
 * rest of a callback; so it is opened once a second, and for every callback that does not bring what was found there: a
 * new secret counts at once, one that was taken away for a second more at most.
 */
export class SecretCache {
	private readonly known = new Map<string, { secrets: readonly string[]; readAt: number }>();

	/**
	 * Whether a header holds a secret of this trigger.
	 * @param trigger tells triggers and their credentials apart
	 * @param read opens the credential
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
