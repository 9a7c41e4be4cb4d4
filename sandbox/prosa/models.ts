import type { Settings } from './settings';

/** A model in `GET /stt/models` and in the job object. */
export interface Model {
	readonly name: string;
	readonly label: string;
	readonly language: string;
	readonly domain: string;
	readonly acoustic: string;
	readonly channels: number;
	readonly samplerate: number;
}

const GENERAL: Model = {
	name: 'stt-general',
	label: 'ASR General',
	language: 'Bahasa Indonesia',
	domain: 'general',
	acoustic: 'recording',
	channels: 1,
	samplerate: 16_000,
};

const ONLINE: Model = { ...GENERAL, name: 'stt-general-online', label: 'ASR General Online' };

export function modelsOf(settings: Pick<Settings, 'models'>): readonly Model[] {
	return settings.models === 'rest' ? [GENERAL] : [GENERAL, ONLINE];
}

/** The model of a job, which stays known if the list is changed. */
export function modelNamed(name: string): Model | null {
	return [GENERAL, ONLINE].find((model) => model.name === name) ?? null;
}
