// Jest only reads the timeout of a test from its global settings, not from a project's.
jest.setTimeout(300_000);

/** A browser and n8n are separate programs with their own timing, so a test may be retried once, and reports that. */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
