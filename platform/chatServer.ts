import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod/v4';

const messageSchema = z.looseObject({
	role: z.string(),
	content: z
		.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))])
		.nullish()
		.transform((content) =>
			Array.isArray(content) ? content.map(({ text }) => text ?? '').join('\n') : (content ?? ''),
		),
});

const toolSchema = z.looseObject({
	function: z.looseObject({
		name: z.string(),
		description: z.string().optional(),
		parameters: z
			.looseObject({
				properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).optional(),
			})
			.optional(),
	}),
});

const requestSchema = z.looseObject({
	messages: z.array(messageSchema),
	tools: z.array(toolSchema).optional(),
	stream: z.boolean().optional(),
});

const embeddingSchema = z.object({
	input: z.union([z.string(), z.array(z.string())]),
	encoding_format: z.string().optional(),
});

/** A request to the model. */
type ChatRequest = z.infer<typeof requestSchema>;

/** A tool call that the model returns. */
interface ToolCall {
	name: string;
	arguments: Record<string, string>;
}

/** A running chat server. */
export interface ChatServer {
	/** The base URL for an OpenAI credential. */
	url: string;
	/** The requests it received, oldest first. */
	requests: ChatRequest[];
	stop(): Promise<void>;
}

/**
 * A local server that implements OpenAI's chat completions API in place of a model. It only recognises a few fixed
 * phrases: it calls the tool that the message asks for, and then returns the result of the tool word for word. The
 * phrases are `Transcribe <URL>` (with `twice` after it for two calls, one after the other),
 * `Find all mentions of "<term>" in job <ID>` and `Search the lectures for "<term>"`. It also implements embeddings.
 */
export async function startChatServer(port = 0): Promise<ChatServer> {
	const requests: ChatRequest[] = [];
	const server = createServer((request, response) => {
		void answer(request, response, requests).catch((error: unknown) => {
			send(response, 400, { error: { message: String(error), type: 'invalid_request_error' } });
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The chat server has no port');
	return {
		url: `http://127.0.0.1:${address.port}/v1`,
		requests,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	requests: ChatRequest[],
): Promise<void> {
	const path = request.url?.split('?')[0] ?? '';
	if (path === '/v1/models') {
		send(response, 200, { object: 'list', data: [model] });
	} else if (path === '/v1/chat/completions') {
		const chatRequest = requestSchema.parse(JSON.parse(await textOf(request)));
		requests.push(chatRequest);
		const message = reply(chatRequest);
		if (chatRequest.stream === true) stream(response, message);
		else send(response, 200, completion(message));
	} else if (path === '/v1/embeddings') {
		const { input, encoding_format: format } = embeddingSchema.parse(JSON.parse(await textOf(request)));
		const data = [input].flat().map((text, index) => {
			const embedding = embed(text);
			return {
				object: 'embedding',
				index,
				embedding: format === 'base64' ? Buffer.from(embedding.buffer).toString('base64') : [...embedding],
			};
		});
		send(response, 200, { object: 'list', data, model: model.id, usage });
	} else {
		send(response, 404, { error: { message: `No ${path}` } });
	}
}

/** The length of a vector that stands for a text. */
const DIMENSIONS = 256;

/** A vector that is nearer to that of another text the more words they share; its length is 1. */
function embed(text: string): Float32Array {
	const vector = new Float32Array(DIMENSIONS);
	for (const word of text.toLowerCase().match(/\p{L}+|\d+/gu) ?? []) {
		const at = createHash('sha256').update(word).digest().readUInt16BE() % DIMENSIONS;
		vector[at] = (vector[at] ?? 0) + 1;
	}
	const length = Math.hypot(...vector) || 1;
	return vector.map((value) => value / length);
}

const model = { id: 'sandbox-model', object: 'model', owned_by: 'sandbox' };

type Reply = { text: string } | { call: ToolCall };

function reply({ messages, tools = [] }: ChatRequest): Reply {
	const last = messages.at(-1);
	const prompt = [...messages].reverse().find(({ role }) => role === 'user')?.content ?? '';
	const calls = messages.filter(({ role }) => role === 'tool').length;
	if (last?.role === 'tool' && calls >= (prompt.endsWith(' twice') ? 2 : 1)) return { text: last.content };
	const call = toolFor(prompt, tools);
	return call ? { call } : { text: 'None of the tools can do that.' };
}

/** The tool whose name or description contains the verb of the message, with arguments taken from the message. */
function toolFor(prompt: string, tools: Array<z.infer<typeof toolSchema>>): ToolCall | undefined {
	const url = /https?:\/\/\S+/.exec(prompt)?.[0];
	const job = /\bjob ([\w./-]+)/i.exec(prompt)?.[1];
	const term = /"([^"]+)"/.exec(prompt)?.[1];
	const verb = url === undefined ? /search|find/i : /transcribe/i;
	const tool = tools.find(({ function: { name, description = '' } }) => verb.test(`${name} ${description}`));
	if (tool === undefined) return undefined;
	const parameterNames = Object.entries(tool.function.parameters?.properties ?? {});
	const known = [
		[/url|address/i, url],
		[/job/i, job],
		[/term|word|phrase/i, term],
		[/input|query/i, term],
	] as const;
	return {
		name: tool.function.name,
		arguments: Object.fromEntries(
			parameterNames.flatMap(([key]) => {
				const value = known.find(([pattern]) => pattern.test(key))?.[1];
				return value === undefined ? [] : [[key, value]];
			}),
		),
	};
}

const CALL_ID = 'call_1';

function toMessage(message: Reply): Record<string, unknown> {
	if ('text' in message) return { role: 'assistant', content: message.text };
	const { name, arguments: parameters } = message.call;
	return {
		role: 'assistant',
		content: null,
		tool_calls: [
			{ id: CALL_ID, type: 'function', function: { name, arguments: JSON.stringify(parameters) } },
		],
	};
}

const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

function head(object: string): Record<string, unknown> {
	return { id: 'chatcmpl-1', object, created: Math.floor(Date.now() / 1000), model: model.id };
}

const finish = (message: Reply): string => ('text' in message ? 'stop' : 'tool_calls');

function completion(message: Reply): Record<string, unknown> {
	const choice = { index: 0, message: toMessage(message), finish_reason: finish(message) };
	return { ...head('chat.completion'), choices: [choice], usage };
}

function stream(response: ServerResponse, message: Reply): void {
	const { tool_calls: calls, ...rest } = z
		.looseObject({ tool_calls: z.array(z.record(z.string(), z.unknown())).optional() })
		.parse(toMessage(message));
	const delta = calls ? { ...rest, tool_calls: calls.map((call, index) => ({ index, ...call })) } : rest;
	const chunks = [
		{ index: 0, delta, finish_reason: null },
		{ index: 0, delta: {}, finish_reason: finish(message) },
	];
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	for (const choice of chunks) {
		const chunk = { ...head('chat.completion.chunk'), choices: [choice] };
		response.write(`data: ${JSON.stringify(chunk)}\n\n`);
	}
	response.end('data: [DONE]\n\n');
}

function send(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
	let text = '';
	request.setEncoding('utf8');
	for await (const chunk of request) text += String(chunk);
	return text;
}
