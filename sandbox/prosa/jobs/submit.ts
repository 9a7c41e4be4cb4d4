import { z } from 'zod/v4';
import { Refused, type Refusals } from '../errors';
import { modelsOf } from '../models';
import type { Settings } from '../settings';
import { validated } from '../validate';

const configSchema = z.object({
	engine: z.string().optional(),
	model: z.string().optional(),
	wait: z.boolean().default(false),
	speaker_count: z.int().min(1).optional(),
	include_filler: z.boolean().default(false),
	include_partial_results: z.boolean().default(false),
	auto_punctuation: z.boolean().optional(),
	enable_spoken_numerals: z.boolean().optional(),
	enable_speech_insights: z.boolean().optional(),
	enable_voice_insights: z.boolean().optional(),
});

const requestSchema = z.object({
	data: z.string().nullish(),
	uri: z.string().nullish(),
	label: z.string().nullish(),
	duration: z.number().optional(),
	mime_type: z.string().optional(),
	sample_rate: z.int().optional(),
	channels: z.int().optional(),
});

export const bodySchema = z.object({ config: configSchema, request: requestSchema });

/** The `config` of a request, with the name of the model. */
export interface SubmitConfig extends Omit<z.output<typeof configSchema>, 'engine' | 'model'> {
	readonly modelName: string;
}

/** The `request` member, with either `data` or `uri`. */
export interface SubmitRequest {
	readonly label: string | null;
	/** Base64, unmodified. */
	readonly data: string | null;
	readonly uri: string | null;
}

export interface Submit {
	readonly config: SubmitConfig;
	readonly request: SubmitRequest;
}

/** Reads `POST /stt`; throws `Refused`. The recording itself is not checked. */
export function readSubmit(body: unknown, settings: Settings, errors: Refusals): Submit {
	const { config, request } = validated(bodySchema, body, 'body', errors);
	const { engine, model, ...rest } = config;
	const modelName =
		settings.modelField === 'either' ? (engine ?? model) : settings.modelField === 'engine' ? engine : model;
	if (modelName === undefined) {
		const field = settings.modelField === 'model' ? 'model' : 'engine';
		const violation = { loc: ['body', 'config', field], msg: 'field required', type: 'value_error.missing' };
		throw new Refused(errors.invalid([violation]));
	}
	if (!modelsOf(settings).some((known) => known.name === modelName)) {
		throw new Refused(errors.modelNotFound(modelName));
	}
	const data = filled(request.data);
	const uri = filled(request.uri);
	if (data === null && uri === null) throw new Refused(errors.noAudio());
	if (data !== null && uri !== null) {
		const msg = "only one of 'data' and 'uri' may be provided";
		throw new Refused(errors.invalid([{ loc: ['body', 'request'], msg, type: 'value_error' }]));
	}
	if (uri !== null && !/^(https?|googledrive):\/\/\S/i.test(uri)) throw new Refused(errors.invalidUri(uri));
	if (uri !== null && config.wait) throw new Refused(errors.waitingNotAllowed());
	return { config: { ...rest, modelName }, request: { label: request.label ?? null, data, uri } };
}

function filled(text: string | null | undefined): string | null {
	return text === undefined || text === null || text === '' ? null : text;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The bytes of standard base64 with padding; `null` for anything else (data URL, URL alphabet, spaces). */
export function decodeBase64(text: string): Buffer | null {
	if (text.length % 4 !== 0 || !BASE64.test(text)) return null;
	return Buffer.from(text, 'base64');
}
