import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createGunzip, createInflate } from 'node:zlib';

import { Container } from '@n8n/di';
import express, { type Request, type Response } from 'express';
import formidable from 'formidable';
import { BinaryDataService } from 'n8n-core';
import { jsonParse } from 'n8n-workflow';
import { userFolder } from './environment';

/** A response other than 200, in the form of n8n. */
export class HttpError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** The response to a webhook call; `undefined` if the node has responded itself. */
export interface WebhookAnswer {
	readonly status: number;
	readonly body: unknown;
}

export interface WebhookRoutes {
	/** What a reverse proxy removes from the start of all paths, e.g. `/n8n`; empty for nothing. */
	readonly path: string;
	/** `/webhook/<path>` and `/webhook-test/<path>` */
	live(path: string, isTest: boolean, req: Request, res: Response): Promise<WebhookAnswer | undefined>;
	/** `/webhook-waiting/<execution id>` */
	waiting(executionId: string, req: Request, res: Response): Promise<WebhookAnswer | undefined>;
}

/** Reads Content-Type and prepares `readRawBody`, as n8n's `rawBodyReader` does. */
function prepareBody(req: Request): void {
	const [type = '', ...parameters] = (req.headers['content-type'] ?? '').split(';');
	const charset = parameters
		.map((parameter) => /^\s*charset="?([^"]+)"?/i.exec(parameter)?.[1])
		.find(Boolean);
	if (type !== '') req.contentType = type.trim().toLowerCase();
	req.encoding = charset?.toLowerCase() === 'latin1' ? 'latin1' : 'utf-8';
	let hasRead = false;
	req.readRawBody = async () => {
		if (hasRead) return;
		hasRead = true;
		const coding = req.headers['content-encoding'];
		const stream =
			coding === 'gzip' ? req.pipe(createGunzip()) : coding === 'deflate' ? req.pipe(createInflate()) : req;
		req.rawBody = await buffer(stream);
	};
}

function isParsable(contentType: string | undefined): boolean {
	return (
		contentType !== undefined &&
		['application/json', 'text/plain', 'application/x-www-form-urlencoded'].includes(contentType)
	);
}

async function readForm(req: Request): Promise<unknown> {
	const [fields, files] = await formidable({
		uploadDir: userFolder,
		multiples: true,
		allowEmptyFiles: true,
		minFileSize: 0,
	}).parse(req);
	const single = (values: Record<string, unknown[] | undefined>) =>
		Object.fromEntries(
			Object.entries(values).map(([key, value]) => [key, value?.length === 1 ? value[0] : value]),
		);
	return { data: single(fields), files: single(files) };
}

/**
 * Fills `req.body` and `req.rawBody` as n8n does for a node of this version: version 1 reads every body, later
 * versions leave types alone that n8n cannot parse; a form becomes `{ data, files }` and has no raw body.
 *
 * @throws HttpError 422 when the body is not what its type says
 */
export async function parseBody(req: Request, typeVersion: number): Promise<void> {
	const { contentType } = req;
	req.body = {};
	if (contentType === 'multipart/form-data') {
		req.body = await readForm(req);
		return;
	}
	if (typeVersion > 1 && !isParsable(contentType)) return;
	if (contentType?.startsWith('multipart/')) return;
	await req.readRawBody();
	if (req.rawBody.length === 0) return;
	const text = req.rawBody.toString(req.encoding).replace(/^\uFEFF/, '');
	try {
		if (contentType === 'application/json') req.body = jsonParse<unknown>(text);
		else if (contentType === 'application/x-www-form-urlencoded') {
			req.body = Object.fromEntries(new URLSearchParams(text));
		} else if (contentType === 'text/plain') req.body = text;
	} catch {
		throw new HttpError(422, 'Failed to parse request body');
	}
}

async function respond(res: Response, handle: () => Promise<WebhookAnswer | undefined>): Promise<void> {
	try {
		const answer = await handle();
		if (answer === undefined) return;
		res.status(answer.status);
		if (typeof answer.body === 'string') res.send(answer.body);
		else res.json(answer.body);
	} catch (error) {
		const status = error instanceof HttpError ? error.status : 500;
		res
			.status(status)
			.json({ code: status, message: error instanceof Error ? error.message : String(error) });
	}
}

/** n8n's webhook addresses on a port of their own, on loopback. */
export class WebhookServer {
	private constructor(
		private readonly server: Server,
		/** `http://127.0.0.1:<port>` and the sub-path */
		readonly url: string,
	) {}

	static async start(routes: WebhookRoutes): Promise<WebhookServer> {
		const app = express();
		app.disable('x-powered-by');
		app.use((req, _res, next) => {
			prepareBody(req);
			next();
		});
		app.use(`${routes.path}/webhook-waiting/:id`, async (req, res) => {
			await respond(res, async () => await routes.waiting(req.params.id, req, res));
		});
		app.get(`${routes.path}/rest/binary-data/signed`, async (req, res) => {
			// As n8n's BinaryDataController does.
			const service = Container.get(BinaryDataService);
			const { token } = req.query;
			const id = service.validateSignedToken(typeof token === 'string' ? token : '');
			res.setHeader('content-type', 'audio/wav');
			(await service.getAsStream(id)).pipe(res);
		});
		for (const isTest of [false, true]) {
			app.use(`${routes.path}/${isTest ? 'webhook-test' : 'webhook'}`, async (req, res) => {
				await respond(res, async () => await routes.live(req.path.slice(1), isTest, req, res));
			});
		}
		const server = createServer(app);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('The server has no port');
		return new WebhookServer(server, `http://127.0.0.1:${address.port}${routes.path}`);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
