import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { EnteredCredential } from '../credentials';
import { projectFolder } from '../paths';
import type { App, Delivery, World } from './app';
import { googleCredential } from './google/auth';
import { googleDrive } from './google/drive';
import { gmail } from './google/gmail';
import { googleSheets } from './google/sheets';
import { youtube } from './google/youtube';
import { notion, notionCredential } from './notion';
import { podcast } from './podcast';
import { s3, s3Credential } from './s3';
import { startAppServer, type AppServerOptions } from './server';
import { slack, slackCredential } from './slack';
import { telegram, telegramCredential } from './telegram';

/** Played apps that an n8n can use. */
export interface PlayedApps {
	/** What was delivered to the apps, as `GET <url>/delivered` returns it; `DELETE` forgets it. */
	url: string;
	/** Settings with which n8n finds the apps under their usual addresses. */
	env: NodeJS.ProcessEnv;
	/** Credentials for the apps. */
	credentials: EnteredCredential[];
	stop(): Promise<void>;
}

/**
 * Starts the apps that the example workflows use, on this machine.
 * @param folder where n8n can read the certificate of the apps
 */
export async function startApps(folder: string, others: AppServerOptions['others']): Promise<PlayedApps> {
	const world: World = {
		delivered: [],
		recording: async (file) => await readFile(join(projectFolder, 'sandbox', 'recordings', file)),
	};
	const apps = [
		telegram(world),
		slack(world),
		notion(world),
		s3(world),
		podcast(world),
		...googleDrive(world),
		gmail(world),
		googleSheets(world),
		youtube(world),
		deliveries(world.delivered),
	];
	const server = await startAppServer({ apps, others });
	const certificate = join(folder, 'apps.pem');
	await writeFile(certificate, server.certificate);
	return {
		url: server.url,
		env: { HTTPS_PROXY: server.url, HTTP_PROXY: server.url, NODE_EXTRA_CA_CERTS: certificate },
		credentials: appCredentials,
		stop: async () => await server.stop(),
	};
}

/** What was delivered, for those who look from outside. */
function deliveries(delivered: Delivery[]): App {
	return {
		hosts: ['127.0.0.1'],
		answer({ method, url }) {
			if (url.pathname !== '/delivered') return undefined;
			if (method === 'DELETE') delivered.length = 0;
			return { body: delivered };
		},
	};
}

/** Credentials that the played apps accept. */
export const appCredentials: EnteredCredential[] = (
	[
		['telegramApi', 'Telegram', telegramCredential],
		['slackApi', 'Slack', slackCredential],
		['googleDriveOAuth2Api', 'Google Drive', googleCredential],
		['googleDocsOAuth2Api', 'Google Docs', googleCredential],
		['gmailOAuth2', 'Gmail', googleCredential],
		['googleSheetsOAuth2Api', 'Google Sheets', googleCredential],
		['youTubeOAuth2Api', 'YouTube', googleCredential],
		['notionApi', 'Notion', notionCredential],
		['s3', 'S3', s3Credential],
	] as const
).map(([type, name, data]) => ({ type, name: `${name} (played)`, data }));
