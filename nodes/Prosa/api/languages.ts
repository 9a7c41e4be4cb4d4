import { ownProperty } from '../../shared/core/ownProperty';
import type { ProsaSubmitAnswer } from './schemas';

/** Names of languages as models have them; a model's language is no code. */
const CODES: Readonly<Record<string, string>> = {
	'bahasa indonesia': 'id',
	indonesian: 'id',
	english: 'en',
	javanese: 'jv',
	'bahasa jawa': 'jv',
	sundanese: 'su',
	'bahasa sunda': 'su',
};

/** Languages of the models that the documents name, for answers without a model's description. */
const MODELS: Readonly<Record<string, string>> = { 'stt-general': 'id', 'stt-general-online': 'id' };

/** The language of a job: by its model's description, else by the model's name under either key. */
export function languageCode({
	model,
	job_config: config,
}: Pick<ProsaSubmitAnswer, 'model' | 'job_config'>): string | null {
	const named = model?.language?.trim() ?? '';
	if (named !== '') return ownProperty(CODES, named.toLowerCase()) ?? named;
	const name = model?.name ?? config?.engine ?? config?.model;
	return typeof name === 'string' ? (ownProperty(MODELS, name) ?? null) : null;
}
