import type { IDataObject } from 'n8n-workflow';

import { firstExclusion, type Exclusion } from '../../../shared/fields/exclusions';
import { intelligenceRules } from './intelligence';
import { jobTypeRules } from './jobType';
import { languageRules } from './languages';
import { modelRules } from './models';
import { requestRules } from './requests';
import { speakerRules } from './speakers';
import { vocabularyRules } from './vocabulary';

const RULES = [
	...jobTypeRules,
	...modelRules,
	...languageRules,
	...speakerRules,
	...vocabularyRules,
	...intelligenceRules,
	...requestRules,
];

/** The first member that Speechmatics would reject or ignore together with the others, if any. */
export function findExclusion(config: IDataObject): Exclusion | undefined {
	return firstExclusion(RULES, config);
}
