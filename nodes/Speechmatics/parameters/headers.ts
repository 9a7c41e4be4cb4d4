import { trimmedText } from '../../shared/core/trimmedText';
import { rowsOf } from '../../shared/fields/rows';

/** Rows of name and value as Speechmatics takes headers, `Name: value`; empty rows are left out. */
export function toHeaderLines(rows: unknown): string[] {
	return rowsOf(rows)
		.map((row) => [trimmedText(row.name), trimmedText(row.value)] as const)
		.filter(([name, value]) => name !== '' || value !== '')
		.map(([name, value]) => `${name}: ${value}`);
}
