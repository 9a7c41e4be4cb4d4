import type { FastifyInstance } from 'fastify';
import { joinWords, type Speech } from '../../core/speech/words';
import type { Context } from '../context';
import { dateReceived } from '../dates';
import { badRequest, invalid, missing } from '../errors';
import { isTrue, readForm } from '../form';
import { codeOf, isLanguage } from '../languages';
import { LANGUAGE, named, randomName, SAMPLE_RATE, SPEECH_FILE } from '../names';
import type { Settings } from '../settings';
import { redactedText } from '../speech';

/** `POST /asr`: transcribes a recording in one request. */
export function addSyncRoute(app: FastifyInstance, context: Context): void {
	const { core } = context;
	app.post('/asr', async (request, reply) => {
		const settings = context.settings.current();
		const receivedAt = Date.now();
		const { fields, file } = await readForm(request, core.files);
		core.requests.annotate(request, {
			fields: Object.fromEntries(fields),
			...(file === null
				? {}
				: { file: file.name, field: file.field, bytes: file.stored.size, sha256: file.stored.sha256 }),
		});
		const names = settings.fieldNames;
		const fileNames = [
			...(names === 'old' ? [] : [SPEECH_FILE.snake]),
			...(names === 'snake' ? [] : [SPEECH_FILE.old]),
		];
		if (file === null || !fileNames.includes(file.field)) {
			return await badRequest(reply, settings, missing(`Please provide ${fileNames[0] ?? 'a file'}`));
		}
		await core.files.remove(file.stored);
		const language = named(fields, names, LANGUAGE) ?? null;
		if (language !== null && !isLanguage(language)) {
			return await badRequest(reply, settings, invalid('Invalid language_code'));
		}
		const { media } = file.stored;
		if (media.kind === 'not-media') {
			return await badRequest(reply, settings, invalid('Unsupported audio format'));
		}
		if (media.durationMs > settings.syncLimitSeconds * 1000) {
			return await badRequest(
				reply,
				settings,
				invalid(`Audio is longer than ${settings.syncLimitSeconds} seconds`),
			);
		}
		const job = core.clock.start({
			work: () => core.recogniser(file.stored, media, { language: language ?? undefined }),
			times: { queuedMs: 0 },
		});
		await job.settled();
		const speech = job.outcome();
		if (speech === null) return await reply.code(500).send({ message: 'Internal server error' });
		return await reply.send(
			syncAnswer(speech, settings, {
				language: language ?? codeOf(speech.language),
				sampleRate: named(fields, names, SAMPLE_RATE) ?? '16000',
				redact: isTrue(fields.get('redact')),
				receivedAt,
				seconds: (Date.now() - receivedAt) / 1000,
			}),
		);
	});
}

function syncAnswer(
	speech: Speech,
	settings: Settings,
	job: {
		language: string | null;
		sampleRate: string;
		redact: boolean;
		receivedAt: number;
		seconds: number;
	},
): Record<string, unknown> {
	const text = joinWords(speech.words);
	const speechFile = `asr_${randomName(12)}_${job.language ?? ''}__${randomName(12)}.wav`;
	switch (settings.syncForm) {
		case 'A':
			return {
				audio_length: speech.durationMs / 1000,
				date_received: dateReceived(job.receivedAt),
				id: randomName(15),
				language_code: job.language,
				redacted_transcription: job.redact ? redactedText(speech.words) : text,
				speech_file: speechFile,
				text: ` ${text}`,
				time: job.seconds,
			};
		case 'B':
			return {
				transcription: text,
				s3_filename: `uploads/${speechFile}`,
				date_received: `${new Date(job.receivedAt).toISOString().slice(0, 19)}Z`,
			};
		case 'C':
			return {
				DateReceived: dateReceived(job.receivedAt),
				LanguageCode: job.language,
				NewSampleRate: job.sampleRate,
				SpeechFile: speechFile,
				Transcription: text,
			};
		case 'D':
			return { DateReceived: dateReceived(job.receivedAt), LanguageCode: job.language, Transcription: text };
	}
}
