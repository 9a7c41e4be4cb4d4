/**
 * The requirements of n8n-core before it is loaded: decorator metadata and its settings. Every module of the harness
 * that imports n8n-core imports this one first. Jest has a separate module registry for each test file, so each file
 * has its own user folder.
 */
import 'reflect-metadata';

import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** n8n's folder for settings and stored binary data, this process's own. */
export const userFolder = mkdtempSync(path.join(tmpdir(), 'n8n-engine-'));

/** Deletes the user folder and what was stored there. */
export async function removeUserFolder(): Promise<void> {
	await rm(userFolder, { recursive: true, force: true });
}

Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'key-of-the-engine-tests',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_LOG_LEVEL: 'silent',
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
});
