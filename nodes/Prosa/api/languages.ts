import { ownProperty } from '../../shared/core/ownProperty';
import type { ProsaSubmitResponse } from './schemas';

/** Codes of the language names that models have. */
const CODES: Readonly<Record<string, string>> = {
	'bahasa indonesia': 'id',
	indonesian: 'id',
	english: 'en',
	javanese: 'jv',
	'bahasa jawa': 'jv',
	sundanese: 'su',
	'bahasa sunda': 'su',
};

/** Languages of the documented models, for responses that do not describe the model. */
const MODELS: Readonly<Record<string, string>> = { 'stt-general': 'id', 'stt-general-online': 'id' };

/** The language of a job: from the description of its model, otherwise from the model's name under either key. */
export function languageCode({
	model,
	job_config: config,
}: Pick<ProsaSubmitResponse, 'model' | 'job_config'>): string | null {
	const named = model?.language?.trim() ?? '';
	if (named !== '') return ownProperty(CODES, named.toLowerCase()) ?? named;
	const name = model?.name ?? config?.engine ?? config?.model;
	return typeof name === 'string' ? (ownProperty(MODELS, name) ?? null) : null;
}
