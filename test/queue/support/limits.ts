// Jest reads the time limit of a test from its global settings only, not from a project's.
jest.setTimeout(240_000);
