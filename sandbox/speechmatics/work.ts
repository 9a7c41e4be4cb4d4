import { text as readAll } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredFile } from '../core/files';
import type { Core } from '../core/vendor';
import { alignText } from './alignment/align';
import { headersOf, USER_AGENT } from './callbacks/headers';
import type { JobState, Outcome } from './model';
import type { FetchConfig, JobConfig } from './request/config';
import type { Settings } from './settings';
import { transcribe } from './transcript/build';

/** Milliseconds before each download attempt; the last one ends about half a minute after the start of the job. */
const FETCH_WAITS_MS = [2000, 2000, 10_000, 20_000];

/** Downloads the recording if necessary, then transcribes or aligns it; never rejects. The result is stored in `state`. */
export async function doWork(
	config: JobConfig,
	state: JobState,
	core: Core,
	settings: Settings,
): Promise<Outcome> {
	const fail = (message: string, callback: Exclude<Outcome, { status: 'done' }>['callback']): Outcome => {
		state.errors.push({ message, at: Date.now() });
		return { status: 'rejected', callback };
	};
	if (state.data !== null && isSet(config.fetch_data)) {
		return fail('both data_file and fetch_data were provided', 'error');
	}
	if (config.type === 'alignment' && state.text !== null && isSet(config.fetch_text)) {
		return fail('both text_file and fetch_text were provided', 'error');
	}
	if (isSet(config.fetch_data)) state.data = await fetchInput(config.fetch_data, 'audio', state, core);
	if (state.data === null) return { status: 'rejected', callback: 'fetch_error' };
	if (config.type === 'alignment' && isSet(config.fetch_text)) {
		state.text = await fetchInput(config.fetch_text, 'text', state, core);
		if (state.text === null) return { status: 'rejected', callback: 'fetch_error' };
	}
	const { media } = state.data;
	if (media.kind === 'not-media') return fail('Job rejected due to invalid audio', 'trim_error');
	state.duration = Math.round(media.durationMs / 1000);
	if (config.type === 'transcription') {
		const output = transcribe(state.data, media, {
			config,
			settings,
			recogniser: core.recogniser,
			now: Date.now(),
		});
		return 'rejection' in output ? fail(output.rejection, 'error') : { status: 'done', output };
	}
	const text = await readText(state.text, core);
	if (text === null || text.trim() === '') return fail('Job rejected due to invalid text', 'error');
	const speech = core.recogniser(state.data, media, { language: config.alignment_config?.language });
	return {
		status: 'done',
		output: { kind: 'alignment', tokens: alignText(text, speech.words, media.durationMs) },
	};
}

/** Makes four attempts, each with an error in the job; `null` if none succeeded. */
async function fetchInput(
	from: FetchConfig,
	what: 'audio' | 'text',
	state: JobState,
	core: Core,
): Promise<StoredFile | null> {
	let first = true;
	for (const wait of FETCH_WAITS_MS) {
		// The first attempt has no delay, so that a fast sandbox is also fast with URLs.
		if (!first) await sleep(wait * core.clock.speed.retryFactor);
		first = false;
		if (state.deleted) return null;
		const answer = await core.download(from.url, {
			headers: { ...headersOf(from.auth_headers), 'User-Agent': USER_AGENT },
		});
		if (answer.kind === 'file') return answer.file;
		const reason = answer.kind === 'refused' ? `http status code ${answer.status}` : answer.reason;
		state.errors.push({ message: `unable to fetch ${what}: ${reason}`, at: Date.now() });
	}
	return null;
}

/** The text of a UTF-8 file; `null` for other files. */
async function readText(file: StoredFile | null, core: Core): Promise<string | null> {
	const stream = file === null ? null : core.files.open(file);
	if (stream === null) return null;
	const text = await readAll(stream);
	return text.includes('\ufffd') || text.includes('\0') ? null : text;
}

function isSet<T>(value: T | null | undefined): value is T {
	return value !== undefined && value !== null;
}
