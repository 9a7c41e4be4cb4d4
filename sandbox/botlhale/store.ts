import type { Slot, SlotRequest } from './model';
import { bareName } from './names';
import type { createSettings } from './settings';
import { storageKey } from './storageKey';

/** The upload slots since the last reset. */
export interface Store {
	addSlot(request: SlotRequest): Slot;
	/** Finds a slot by the key of its form. */
	findByKey(key: string): Slot | null;
	/** Finds a slot by organisation and any spelling of the file name. */
	findByName(org: string, name: string): Slot | null;
	/** Names of the slots with an upload, oldest first. */
	jobs(): string[];
	reset(): void;
}

const FIRST_ID = 207_891_841_473_145_364n;

export function createStore(settings: ReturnType<typeof createSettings>): Store {
	const slots = new Map<string, Slot>();
	return {
		addSlot(request) {
			const createdAt = Date.now();
			const slot: Slot = {
				...request,
				key: storageKey(request, createdAt, settings.current().uploadForm),
				id: FIRST_ID + BigInt(slots.size),
				inferenceId: `org_${98_765 + slots.size}`,
				createdAt,
				expiresAt: createdAt + settings.current().slotSeconds * 1000,
				job: null,
			};
			slots.set(slot.key, slot);
			return slot;
		},
		findByKey: (key) => slots.get(key) ?? null,
		findByName(org, name) {
			const bare = bareName(name);
			return [...slots.values()].find((slot) => slot.org === org && bareName(slot.key) === bare) ?? null;
		},
		jobs: () => [...slots.values()].filter((slot) => slot.job !== null).map((slot) => bareName(slot.key)),
		reset: () => slots.clear(),
	};
}
