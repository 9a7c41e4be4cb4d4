import { numberField, textField } from '../../shared/fields/define';
import { at, mappedGroup } from '../../shared/fields/mapped';

/** `X-SM-Processing-Data` of a create, options: only servers on premises read it. */
export const onPremisesGroup = mappedGroup('options', 'Options', [
	at(
		'parallel_engines',
		numberField(
			'parallelEngines',
			'On-Premises: Parallel Engines',
			'Number of engines that share the job (on-premises only)',
			{ minValue: 1, maxValue: 1000 },
			1,
		),
	),
	at(
		'user_id',
		textField(
			'processingUserId',
			'On-Premises: User ID',
			'User ID to attribute usage to (on-premises only)',
			'e.g. team-7',
		),
	),
]);
