import { isHeaderName } from '../../shared/core/headerName';
import { trimmedText } from '../../shared/core/trimmedText';
import { fieldError, type ParameterSource } from '../../shared/fields/parameters';
import { rowsOf } from '../../shared/fields/rows';

/**
 * Rows of headers as Speechmatics takes them: `Name: value`.
 * @throws NodeOperationError for a name that is none, or a value of more than one line
 */
export function readHeaders(source: ParameterSource, label: string, value: unknown): string[] {
	return rowsOf(value).flatMap((row) => {
		const name = trimmedText(row.name);
		const content = trimmedText(row.value);
		if (name === '' && content === '') return [];
		if (!isHeaderName(name)) {
			throw fieldError(
				source,
				label,
				`has an invalid header name: ${name}`,
				'Use letters, digits and hyphens.',
			);
		}
		if (content === '' || /[\r\n\0]/.test(content)) {
			throw fieldError(source, label, `must have a value of one line for the header ${name}`);
		}
		return [`${name}: ${content}`];
	});
}
