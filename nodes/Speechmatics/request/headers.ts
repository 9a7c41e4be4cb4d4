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
		if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) {
			throw fieldError(source, label, `«${name}» is not a header name`, 'Use letters, digits and «-».');
		}
		if (content === '' || /[\r\n\0]/.test(content)) {
			throw fieldError(source, label, `the value of «${name}» must be one line with something in it`);
		}
		return [`${name}: ${content}`];
	});
}
