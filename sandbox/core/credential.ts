/** The sandbox accepts any key that does not start with `bad`. */
export const KEY = 'sandbox-key';

/** Long enough for every trigger; not a secret outside the sandbox. */
export const WEBHOOK_SECRET = 'sandbox-webhook-secret-0123456789';
