import type { StoredFile } from '../../core/files';
import type { Media } from '../../core/mediaModel';
import type { Recogniser } from '../../core/speech/recogniser';
import type { Speech } from '../../core/speech/words';
import { languagePackInfo, writingDirection } from '../languages';
import type { TranscriptOutput } from '../model';
import type { JobConfig, TranscriptionConfig } from '../request/config';
import type { Settings } from '../settings';
import { microseconds } from '../time';
import { applyFeatures } from './features';
import { identify } from './identification';
import { toResults } from './results';
import { toSentences } from './sentences';
import { channelName, nameSpeakers } from './speakers';

const ORCHESTRATOR_VERSION = '2026.10.05+0a1b2c3d4e+15.2.0';

/** The transcript of a recording, or the message of a rejected job. */
export function transcribe(
	file: StoredFile,
	media: Media,
	options: { config: JobConfig; settings: Settings; recogniser: Recogniser; now: number },
): TranscriptOutput | { rejection: string } {
	const { config, settings } = options;
	const transcription: TranscriptionConfig = config.transcription_config ?? { language: 'en' };
	const speech = options.recogniser(file, media, { language: spokenLanguage(config) });
	const identified = identify(speech, config, settings);
	if ('rejection' in identified) return identified;
	const { language } = identified;
	const speakers = nameSpeakers(speech, file.sha256, transcription);
	const byChannel = transcription.diarization === 'channel';
	const channel = byChannel ? channelName(transcription, settings.channelNames) : null;
	const bySpeaker = transcription.diarization === 'speaker';
	const results = toResults(speech.words, {
		language,
		config: transcription,
		speaker: bySpeaker ? (voice) => speakers.label(voice) : null,
		channel,
	});
	const { blocks, metadata } = applyFeatures({
		config,
		settings,
		language,
		sentences: toSentences(results),
		notes: speech.notes,
		seed: file.sha256,
		duration: speech.durationMs / 1000,
		channel: channel?.(1) ?? null,
	});
	const withSpeakers = bySpeaker && transcription.speaker_diarization_config?.get_speakers === true;
	return {
		kind: 'transcript',
		language,
		results,
		body: {
			metadata: {
				created_at: microseconds(options.now),
				language_pack_info: packInfo(language, speech),
				orchestrator_version: ORCHESTRATOR_VERSION,
				transcription_config: config.transcription_config,
				type: 'transcription',
				...(config.output_config === undefined ? {} : { output_config: config.output_config }),
				...identified.metadata,
				...metadata,
			},
			results,
			...blocks,
			...(withSpeakers ? { speakers: speakers.list } : {}),
		},
	};
}

/** The language of generated words if the file is not a shipped recording. */
function spokenLanguage(config: JobConfig): string {
	const language = config.transcription_config?.language ?? 'en';
	if (language !== 'auto') return language;
	return config.language_identification_config?.expected_languages?.[0] ?? 'en';
}

function packInfo(language: string, speech: Speech): Record<string, unknown> {
	if (language !== 'multi') return languagePackInfo(language);
	return {
		per_language_word_delimiters: { [speech.language]: ' ' },
		per_language_writing_direction: { [speech.language]: writingDirection(speech.language) },
	};
}
