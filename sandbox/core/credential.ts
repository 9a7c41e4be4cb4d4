/** The sandbox accepts any key that does not begin with `bad`; this one says what it is. */
export const KEY = 'sandbox-key';

/** Long enough for every trigger, and worthless outside the sandbox. */
export const WEBHOOK_SECRET = 'sandbox-webhook-secret-0123456789';
