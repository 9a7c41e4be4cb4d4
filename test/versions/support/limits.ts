// Jest only reads the timeout of a test from its global settings, not from a project's.
jest.setTimeout(300_000);
