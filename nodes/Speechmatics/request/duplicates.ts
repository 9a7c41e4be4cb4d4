import { readGroup } from '../../shared/fields/group';
import type { MappedGroup } from '../../shared/fields/mapped';
import { fieldError, type ParameterSource } from '../../shared/fields/parameters';

/**
 * Rejects two fields of a group that set the same member, because one of them would be lost.
 * @throws NodeOperationError that names both fields
 */
export function rejectDuplicates(source: ParameterSource, groups: readonly MappedGroup[]): void {
	for (const { property, fields } of groups) {
		const values = readGroup(source, property);
		const sent = fields.filter(({ field, toValue }) => {
			const value = values[field.name];
			return value !== undefined && (toValue ? toValue(value, values) : value) !== undefined;
		});
		for (const { field, path } of sent) {
			const other = sent.find((each) => each.path === path && each.field !== field);
			if (!other) continue;
			throw fieldError(
				source,
				`${property.displayName}: ${field.displayName}`,
				`cannot be combined with "${other.field.displayName}"`,
				'Remove one of the two.',
			);
		}
	}
}
