import type { CallbackPolicy } from '../core/callbacks';
import type { Core } from '../core/vendor';
import { dataAnswer, statusWord } from './answer';
import { toJson } from './json';
import type { Slot } from './model';
import { bareName } from './names';
import type { Settings } from './settings';

/** One attempt with a timeout of ten seconds, because retries are not documented. */
const POLICY: CallbackPolicy = {
	timeoutMs: 10_000,
	maxAttempts: 1,
	waitMs: () => 0,
	retryOn: () => false,
};

/** The request to `notify_url` when a job has ended, in the variant of the setting. */
export function notify(core: Core, slot: Slot, settings: Settings): void {
	if (slot.notifyUrl === null) return;
	core.callbacks.send({
		vendor: 'botlhale',
		jobId: bareName(slot.key),
		url: slot.notifyUrl,
		headers: { 'Content-Type': 'application/json' },
		body: toJson(notification(slot, settings)),
		policy: POLICY,
	});
}

function notification(slot: Slot, settings: Settings): Record<string, unknown> {
	const outcome = slot.job?.outcome() ?? null;
	const status = statusWord(slot, settings);
	const filename = `${bareName(slot.key)}.wav`;
	if (settings.notifyBody === 'data' && outcome?.kind === 'finished') {
		return dataAnswer(slot, outcome, settings);
	}
	if (settings.notifyBody === 'status') {
		const { key: location, inferenceId: inference_id, org: org_id } = slot;
		return { status, location, inference_id, org_id, filename };
	}
	return { filename, status };
}
