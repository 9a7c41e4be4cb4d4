import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import type { StoredFile } from '../../core/files';
import type { MediaReading } from '../../core/media';
import type { Media } from '../../core/mediaModel';
import { joinWords, meanConfidence, type Speech } from '../../core/speech/words';
import { projectOf } from '../auth';
import type { Context } from '../context';
import { LANGUAGE_CODES } from '../request/languages';

/** The `config` part of `POST /transcribe`. Unknown members are rejected. */
export const syncConfigSchema = z.strictObject({
	prompt: z.string().nullish(),
	keyterms_prompt: z.array(z.string()).nullish(),
	conversation_context: z.union([z.string(), z.array(z.string())]).nullish(),
	language_code: z.string().nullish(),
	timestamps: z.boolean().nullish(),
	sample_rate: z.int().min(8000).max(48_000).nullish(),
	channels: z.int().min(1).max(2).nullish(),
});

type SyncConfig = z.output<typeof syncConfigSchema>;

const MODELS = new Set(['universal-3-5-pro']);
const SHORTEST_MS = 80;
const LONGEST_MS = 120_000;
const LARGEST_BYTES = 40_000_000;
const SAMPLE_RATES = new Set([8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000]);

/** The limits of the Sync API, in seconds and bytes. */
export const SYNC_LIMITS = { seconds: LONGEST_MS / 1000, bytes: LARGEST_BYTES, shortestMs: SHORTEST_MS };

interface Form {
	config: string | null;
	audio: { mimeType: string; file: StoredFile } | null;
}

/** An error response: the status, and the code of errors about audio, capacity and inference. */
interface Refusal {
	status: number;
	code?: string;
	message: string;
}

/**
 * `POST /transcribe` of the Sync API, which has a host of its own at the vendor. It is built from the documentation of
 * July 2026 and not verified with the live API.
 */
export function addSyncRoutes(app: FastifyInstance, context: Context): void {
	app.register(async (scope) => {
		await scope.register(multipart, { limits: { fileSize: Number.MAX_SAFE_INTEGER, fieldSize: 1_000_000 } });
		for (const path of ['/transcribe', '/v1/transcribe']) {
			scope.post(path, async (request, reply) => await transcribe(request, reply, context));
		}
	});
}

async function transcribe(
	request: FastifyRequest,
	reply: FastifyReply,
	context: Context,
): Promise<FastifyReply> {
	const { core, settings } = context;
	const refuse = async (refusal: Refusal) => await sendRefusal(reply, refusal, settings.current().syncErrors);
	if (!MODELS.has(String(request.headers['x-aai-model'] ?? ''))) {
		// The load balancer in front of the service finds no model to route to.
		return await reply.code(404).type('text/plain').send('Not found');
	}
	if (projectOf(request) === null) {
		const { syncKeyStatus } = settings.current();
		return await refuse({ status: syncKeyStatus, message: 'Invalid API key' });
	}
	const form = await readForm(request, context);
	if (form.audio === null) {
		return await refuse({
			status: 400,
			code: 'bad_request',
			message: 'request must include an `audio` file part',
		});
	}
	const { mimeType, file } = form.audio;
	const config = readConfig(form.config);
	const media = config === null ? file.media : mediaOf(mimeType, file, config);
	const refusal =
		config === null
			? { status: 400, code: 'bad_request', message: 'invalid config' }
			: audioRefusal(mimeType, file, media);
	await core.files.remove(file);
	if (refusal !== null || config === null || media.kind === 'not-media') {
		return await refuse(refusal ?? { status: 400, code: 'bad_audio', message: 'bad audio' });
	}
	const job = core.clock.start({
		work: () => core.recogniser(file, media, { language: config.language_code ?? undefined }),
		times: { queuedMs: 0 },
	});
	const began = Date.now();
	await job.settled();
	const speech = job.outcome();
	if (speech === null) {
		return await refuse({ status: 500, code: 'inference_error', message: 'Internal model error' });
	}
	return await reply.send(toAnswer(speech, config, Date.now() - began));
}

function toAnswer(speech: Speech, { timestamps }: SyncConfig, ms: number): Record<string, unknown> {
	const words = speech.words.map(({ text, start, end, confidence }) => ({
		text,
		...(timestamps === true ? { start, end } : {}),
		confidence,
	}));
	return {
		text: joinWords(speech.words),
		words,
		confidence: meanConfidence(speech.words),
		audio_duration_ms: speech.durationMs,
		session_id: randomUUID(),
		request_time_ms: ms,
	};
}

/** Two forms are documented or were seen: with `error_code` or `detail`, and as a problem document (RFC 9457). */
async function sendRefusal(
	reply: FastifyReply,
	{ status, code, message }: Refusal,
	form: 'documented' | 'problem',
): Promise<FastifyReply> {
	if (form === 'problem') {
		const title = code === undefined ? 'Not Found' : code.replaceAll('_', ' ');
		return await reply
			.code(status)
			.type('application/problem+json')
			.send(JSON.stringify({ status, title, detail: message }));
	}
	return await reply
		.code(status)
		.send(code === undefined ? { detail: message } : { error_code: code, message });
}

async function readForm(request: FastifyRequest, { core }: Context): Promise<Form> {
	const form: Form = { config: null, audio: null };
	if (!request.isMultipart()) return form;
	for await (const part of request.parts()) {
		if (part.type === 'field') {
			if (part.fieldname !== 'config') continue;
			// The parser itself reads parts of the type application/json.
			form.config = typeof part.value === 'string' ? part.value : JSON.stringify(part.value);
		} else if (part.fieldname === 'audio' && form.audio === null) {
			form.audio = { mimeType: part.mimetype, file: await core.files.receive(part.file) };
		} else {
			part.file.resume();
		}
	}
	core.requests.annotate(request, {
		config: form.config,
		...(form.audio === null
			? {}
			: { mimeType: form.audio.mimeType, bytes: form.audio.file.size, sha256: form.audio.file.sha256 }),
	});
	return form;
}

/** `null` for an invalid config. */
function readConfig(text: string | null): SyncConfig | null {
	try {
		const parsed = syncConfigSchema.safeParse(JSON.parse(text ?? '{}'));
		if (!parsed.success) return null;
		const { language_code: code } = parsed.data;
		return typeof code === 'string' && !LANGUAGE_CODES.has(code) ? null : parsed.data;
	} catch {
		return null;
	}
}

/** Raw PCM has no header: the config describes it. */
function mediaOf(mimeType: string, file: StoredFile, config: SyncConfig): MediaReading {
	const { sample_rate: rate, channels } = config;
	if (mimeType !== 'audio/pcm' || typeof rate !== 'number' || typeof channels !== 'number') return file.media;
	const media: Media = {
		kind: 'media',
		durationMs: Math.round((file.size / (rate * channels * 2)) * 1000),
		container: 'PCM',
		codec: 'PCM',
		channels,
		sampleRate: rate,
	};
	return media;
}

function audioRefusal(mimeType: string, file: StoredFile, media: MediaReading): Refusal | null {
	if (file.size > LARGEST_BYTES) {
		return {
			status: 413,
			code: 'audio_too_large',
			message: `audio size ${file.size} exceeds limit ${LARGEST_BYTES}`,
		};
	}
	if (mimeType !== 'audio/wav' && mimeType !== 'audio/pcm') {
		return { status: 415, code: 'unsupported_media_type', message: `unsupported media type ${mimeType}` };
	}
	if (media.kind === 'not-media' || !['WAVE', 'PCM'].includes(media.container)) {
		const what = mimeType === 'audio/pcm' ? 'PCM without sample_rate and channels' : 'truncated WAV';
		return { status: 400, code: 'bad_audio', message: what };
	}
	if (!SAMPLE_RATES.has(media.sampleRate)) {
		return {
			status: 415,
			code: 'unsupported_media_type',
			message: `unsupported sample rate ${media.sampleRate}`,
		};
	}
	if (media.durationMs < SHORTEST_MS) {
		return {
			status: 400,
			code: 'audio_too_short',
			message: `audio duration ${media.durationMs} ms is too short`,
		};
	}
	return media.durationMs > LONGEST_MS
		? {
				status: 413,
				code: 'audio_too_large',
				message: `audio duration ${media.durationMs} ms exceeds limit ${LONGEST_MS} ms`,
			}
		: null;
}
