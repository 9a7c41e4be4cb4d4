const base = require('./jest.config.js');

/** The fault matrix, the generated input and the forged callbacks: what takes minutes. */
module.exports = { ...base, testMatch: ['<rootDir>/test/faults/**/*.test.ts'] };
