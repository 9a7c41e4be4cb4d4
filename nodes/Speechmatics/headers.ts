import { fieldError, type ParameterSource } from '../shared/items/parameters';
import { textOf } from '../shared/items/textOf';
import { rowsOf } from './parameters/rows';

/**
 * Rows of headers as Speechmatics takes them: `Name: value`.
 * @throws NodeOperationError for a name that is none, or a value of more than one line
 */
export function readHeaders(source: ParameterSource, label: string, value: unknown): string[] {
	return rowsOf(value).flatMap((row) => {
		const name = textOf(row.name);
		const content = textOf(row.value);
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
