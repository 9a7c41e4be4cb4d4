import { buffer } from 'node:stream/consumers';
import type { CallbackPolicy } from '../../core/callbacks';
import type { StoredFile } from '../../core/files';
import type { Core } from '../../core/vendor';
import type { TagStyle } from '../alignment/tags';
import { alignmentText, toDetails, toTranscript } from '../answer';
import type { CallbackStatus, Entry, Outcome } from '../model';
import type { NotificationConfig, NotificationContent } from '../request/config';
import type { Settings } from '../settings';
import { toSrt } from '../transcript/srt';
import { toText } from '../transcript/text';
import { EMPTY, multipartBody, singleBody, type Item, type NotificationBody } from './body';
import { headersOf, USER_AGENT } from './headers';

const WAITS_MS = [15_000, 20_000, 30_000];

/** Four attempts; every response except 2xx is retried. The pauses are those of the published example. */
const POLICY: CallbackPolicy = {
	timeoutMs: 60_000,
	maxAttempts: WAITS_MS.length + 1,
	waitMs: (attempt) => WAITS_MS[attempt - 2] ?? 0,
	retryOn: () => true,
};

/** Sends all notifications of a finished job in parallel. */
export function notify(entry: Entry, outcome: Outcome, core: Core, settings: Settings): void {
	for (const config of entry.config.notification_config ?? []) {
		void send(entry, outcome, config, core, settings);
	}
}

async function send(
	entry: Entry,
	outcome: Outcome,
	config: NotificationConfig,
	core: Core,
	settings: Settings,
): Promise<void> {
	const status: CallbackStatus = outcome.status === 'done' ? 'success' : outcome.callback;
	const url = withQuery(config.url, `id=${entry.id}&status=${status}`);
	const body = await toBody(entry, outcome, config, core, settings);
	let attempts = 0;
	const report = (message: string): void => {
		entry.state.errors.push({ message, at: Date.now() });
	};
	core.callbacks.send({
		vendor: 'speechmatics',
		jobId: entry.id,
		url,
		method: config.method === 'put' ? 'PUT' : 'POST',
		headers: {
			'User-Agent': USER_AGENT,
			...headersOf(config.auth_headers),
			...(body.contentType === null ? {} : { 'Content-Type': body.contentType }),
		},
		body: body.content,
		policy: POLICY,
		onAttempt: (answer) => {
			attempts += 1;
			if (answer !== null && answer >= 200 && answer <= 299) return;
			const verb = config.method === 'put' ? 'Put' : 'Post';
			const reason =
				answer === null
					? `HTTPError: ${verb} "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
					: `Response status: ${answer}`;
			if (attempts < POLICY.maxAttempts) {
				report(`Error in sending notification: unable to send notification: ${reason}, retrying`);
			} else {
				report(`unable to send notification: unable to send notification: ${reason}`);
				report('Sending notification failed');
			}
		},
	});
}

/** Adds to the query of a URL without changing the rest. */
function withQuery(url: string, query: string): string {
	const [address = '', fragment] = url.split('#', 2);
	const joined = `${address}${address.includes('?') ? '&' : '?'}${query}`;
	return fragment === undefined ? joined : `${joined}#${fragment}`;
}

/** The requested contents determine the form; the existing contents determine the parts. */
async function toBody(
	entry: Entry,
	outcome: Outcome,
	config: NotificationConfig,
	core: Core,
	settings: Settings,
): Promise<NotificationBody> {
	const { contents } = config;
	if (contents === undefined || contents === null) {
		const content = entry.config.type === 'alignment' ? 'alignment' : 'transcript';
		const item = await toItem(content, entry, outcome, core, settings);
		return multipartBody(item === null ? [] : [{ ...item, name: 'data_file' }]);
	}
	const [only] = contents;
	if (only === undefined) return EMPTY;
	const found: Item[] = [];
	for (const content of contents) {
		const item = await toItem(content, entry, outcome, core, settings);
		if (item !== null) found.push(item);
	}
	const attached = contents.length > 1 || (only === 'data' && settings.dataAlone === 'multipart');
	return attached ? multipartBody(found) : singleBody(found[0] ?? null);
}

/** One of the contents, or `null` if the job does not have it; a failed job only has `jobinfo`. */
async function toItem(
	content: NotificationContent,
	entry: Entry,
	outcome: Outcome,
	core: Core,
	settings: Settings,
): Promise<Item | null> {
	const item = (filename: string, contentType: string, body: string | Buffer): Item => ({
		name: content,
		filename,
		contentType,
		content: Buffer.from(body),
	});
	if (content === 'jobinfo') {
		const details = toDetails(entry, settings);
		const info = settings.jobinfo === 'wrapped' ? { job: details } : details;
		return item('jobinfo.json', 'application/json', JSON.stringify(info));
	}
	if (outcome.status !== 'done') return null;
	if (content === 'data' || content === 'text') {
		const file = content === 'data' ? entry.state.data : entry.state.text;
		const bytes = await readFile(file, core);
		if (bytes === null) return null;
		return content === 'data'
			? item(entry.dataName === '' ? 'data' : entry.dataName, 'application/octet-stream', bytes)
			: item(entry.textName ?? 'text.txt', 'text/plain', bytes);
	}
	const { output } = outcome;
	const style = TAGGED[content];
	if (output.kind === 'alignment') {
		if (style === undefined) return null;
		return item('alignment.txt', 'text/plain', alignmentText(output, style, settings));
	}
	switch (content) {
		case 'transcript.txt':
			return item('transcript.txt', 'text/plain', toText(output.results));
		case 'transcript.srt':
			return item(
				'transcript.srt',
				'text/plain',
				toSrt(output.results, entry.config.output_config?.srt_overrides ?? {}),
			);
		default:
			if (style !== undefined) return null;
			return item(
				'transcript.json',
				'application/json',
				JSON.stringify(toTranscript(entry, output, settings)),
			);
	}
}

const TAGGED: Readonly<Partial<Record<NotificationContent, TagStyle>>> = {
	alignment: 'word_start_and_end',
	'alignment.word_start_and_end': 'word_start_and_end',
	'alignment.one_per_line': 'one_per_line',
};

async function readFile(file: StoredFile | null, core: Core): Promise<Buffer | null> {
	const stream = file === null ? null : core.files.open(file);
	return stream === null ? null : await buffer(stream);
}
