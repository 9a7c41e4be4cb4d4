/** A browser and n8n are two programs with clocks of their own: a test may be tried twice, and says so when it was. */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
