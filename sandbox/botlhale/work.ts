import type { StoredFile } from '../core/files';
import type { Core } from '../core/vendor';
import { codeOf } from './languages';
import type { Outcome, Slot } from './model';
import { notify } from './notify';
import type { Settings } from './settings';

/**
 * Starts the job of a slot, which ends with a request to the slot's `notify_url`; a second upload replaces the first.
 *
 * @param current returns the current settings, which may change while the job is running
 */
export function startJob(core: Core, slot: Slot, file: StoredFile, current: () => Settings): void {
	slot.job?.cancel();
	slot.job = core.clock.start<Outcome>({
		work: () => recognise(core, slot, file, current()),
		onEnd: () => {
			notify(core, slot, current());
		},
	});
}

function recognise(core: Core, slot: Slot, file: StoredFile, settings: Settings): Outcome {
	const { media } = file;
	if (media.kind === 'not-media' || media.durationMs > settings.asyncLimitMinutes * 60_000) {
		return { kind: 'failed' };
	}
	const speech = core.recogniser(file, media, { language: slot.language ?? undefined });
	return { kind: 'finished', speech, language: slot.language ?? codeOf(speech.language) };
}
