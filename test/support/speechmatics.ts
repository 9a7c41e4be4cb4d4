import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { RECORDINGS, type SandboxHandle } from './sandbox';

const FIXTURES = join(__dirname, '..', 'fixtures', 'speechmatics');

/** A vendor sample as it is. */
export function sampleText(name: string): string {
	return readFileSync(join(FIXTURES, name), 'utf8');
}

export function sample(name: string): Record<string, unknown> {
	return z.record(z.string(), z.unknown()).parse(JSON.parse(sampleText(name)));
}

export interface Answer {
	status: number;
	contentType: string;
	text: string;
	/** The JSON of the response; `undefined` if it is not JSON. */
	json: unknown;
}

export interface Submission {
	config: unknown;
	/** A file below `sandbox/recordings`, or bytes. */
	data?: string | Buffer;
	/** Name of the uploaded file. Default: that of the recording. */
	fileName?: string;
	text?: string;
	query?: string;
	headers?: Record<string, string>;
}

const detailsSchema = z.object({
	job: z.looseObject({
		id: z.string(),
		status: z.string(),
		created_at: z.string(),
		errors: z.array(z.object({ message: z.string(), timestamp: z.string() })).optional(),
	}),
});
export type Details = z.output<typeof detailsSchema>['job'];

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Sends requests to the sandbox's API over HTTP, like any client. */
export function speechmaticsClient(sandbox: SandboxHandle, key = 'account-one') {
	const call = async (
		method: string,
		path: string,
		options: { body?: FormData | string; headers?: Record<string, string> } = {},
	): Promise<Answer> => {
		const answer = await fetch(`${sandbox.vendorUrl('speechmatics')}${path}`, {
			method,
			headers: { ...(key === '' ? {} : { authorization: `Bearer ${key}` }), ...options.headers },
			...(options.body === undefined ? {} : { body: options.body }),
		});
		const text = await answer.text();
		return {
			status: answer.status,
			contentType: answer.headers.get('content-type') ?? '',
			text,
			json: readJson(text),
		};
	};
	const submit = async (submission: Submission): Promise<Answer> => {
		const { config, data, fileName, text } = submission;
		const body = new FormData();
		if (data !== undefined) {
			const bytes = typeof data === 'string' ? readFileSync(join(RECORDINGS, data)) : data;
			body.append(
				'data_file',
				new Blob([new Uint8Array(bytes)]),
				fileName ?? (typeof data === 'string' ? data : 'call.wav'),
			);
		}
		if (text !== undefined) body.append('text_file', new Blob([text], { type: 'text/plain' }), 'call.txt');
		if (config !== undefined)
			body.append('config', typeof config === 'string' ? config : JSON.stringify(config));
		return await call('POST', `/v2/jobs${submission.query ?? ''}`, {
			body,
			...(submission.headers === undefined ? {} : { headers: submission.headers }),
		});
	};
	const create = async (submission: Submission): Promise<string> => {
		const answer = await submit(submission);
		if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
		return z.object({ id: z.string() }).parse(answer.json).id;
	};
	const details = async (id: string, query = '?wait=20'): Promise<Details> => {
		const answer = await call('GET', `/v2/jobs/${id}${query}`);
		if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
		return detailsSchema.parse(answer.json).job;
	};
	return {
		call,
		submit,
		create,
		details,
		get: async (path: string) => await call('GET', path),
		/** Creates a job, waits for its end, returns json-v2. */
		async transcribe(submission: Submission): Promise<Record<string, unknown>> {
			const id = await create(submission);
			await details(id);
			return z.record(z.string(), z.unknown()).parse((await call('GET', `/v2/jobs/${id}/transcript`)).json);
		},
	};
}

export type SpeechmaticsClient = ReturnType<typeof speechmaticsClient>;

/** A config of a transcription, with more members of it and of `transcription_config`. */
export function transcription(
	members: Record<string, unknown> = {},
	config: Record<string, unknown> = {},
): Record<string, unknown> {
	return { type: 'transcription', transcription_config: { language: 'en', ...config }, ...members };
}
