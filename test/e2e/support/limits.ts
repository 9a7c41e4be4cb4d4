// Jest reads the time limit of a test from its global settings only, not from a project's.
jest.setTimeout(300_000);

/** A browser and n8n are two programs with clocks of their own: a test may be tried twice, and says so when it was. */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
