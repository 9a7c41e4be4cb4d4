import type { CallbackPolicy } from '../core/callbacks';
import type { Core } from '../core/vendor';
import type { Entry } from './model';

/** Ten attempts at intervals of ten seconds, with a timeout of ten seconds each; a 4xx response is final. */
const POLICY: CallbackPolicy = {
	timeoutMs: 10_000,
	maxAttempts: 10,
	waitMs: () => 10_000,
	retryOn: (status) => status === null || status < 400 || status > 499,
};

/** Sends `completed` or `error` to the webhook URL of the transcript, if it has one. */
export function sendTranscriptWebhook(core: Core, entry: Entry, status: 'completed' | 'error'): void {
	send(core, entry, { transcript_id: entry.id, status });
}

/** The second webhook, which does not name the transcript. */
export function sendRedactedWebhook(core: Core, entry: Entry, link: string): void {
	send(core, entry, { redacted_audio_url: link, status: 'redacted_audio_ready' });
}

function send(core: Core, entry: Entry, body: Record<string, string>): void {
	const { webhook_url: url, webhook_auth_header_name: name, webhook_auth_header_value: value } = entry.params;
	if (typeof url !== 'string' || url === '') return;
	const secret =
		typeof name === 'string' && name !== '' && typeof value === 'string' ? { [name]: value } : {};
	core.callbacks.send({
		vendor: 'assemblyai',
		jobId: entry.id,
		url,
		headers: { 'Content-Type': 'application/json', ...secret },
		body: spaced(body),
		policy: POLICY,
		onAttempt: (status) => {
			if (status !== null) entry.webhookStatus = status;
		},
	});
}

/** JSON with a space after commas and colons, as the vendor sends it. */
function spaced(body: Record<string, string>): string {
	const pairs = Object.entries(body).map(
		([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
	);
	return `{${pairs.join(', ')}}`;
}
