/** The key of the sandbox; by default, it accepts any other key that does not start with `bad`. */
export const KEY = 'sandbox-key';

/** Long enough for every trigger; not a secret outside the sandbox. */
export const WEBHOOK_SECRET = 'sandbox-webhook-secret-0123456789';

let acceptsForeignKeys = true;

/**
 * From now on, this process rejects every key that does not start with `sandbox`. Anyone who enters a real key in a credential
 * for the sandbox, e.g. in the demo, is then told so, and does not believe that the key works.
 */
export function rejectForeignKeys(): void {
	acceptsForeignKeys = false;
}

/** Whether every vendor rejects this key. */
export function isUnknownKey(key: string): boolean {
	return /^bad/i.test(key) || (!acceptsForeignKeys && !/^sandbox/i.test(key));
}
