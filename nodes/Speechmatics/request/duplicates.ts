import { labelIn, readGroups, type MappedGroup } from '../../shared/fields/mapped';
import { fieldError, type ParameterSource } from '../../shared/fields/parameters';

/**
 * Rejects two fields that set the same member, because one of them would be lost.
 * @throws NodeOperationError that names both fields
 */
export function rejectDuplicates(source: ParameterSource, groups: readonly MappedGroup[]): void {
	const values = readGroups(source, groups);
	const sent = groups
		.flatMap((group) => group.fields.map((mapped) => ({ ...mapped, label: labelIn(group, mapped.field) })))
		.filter(({ field, toValue }) => {
			const value = values[field.name];
			return value !== undefined && (toValue ? toValue(value, values) : value) !== undefined;
		});
	for (const { field, path, label } of sent) {
		const other = sent.find((each) => each.path === path && each.field !== field);
		if (!other) continue;
		throw fieldError(
			source,
			label,
			`cannot be combined with "${other.field.displayName}"`,
			'Remove one of the two.',
		);
	}
}
