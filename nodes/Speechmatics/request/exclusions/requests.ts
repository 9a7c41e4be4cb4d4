import { isHeaderName } from '../../../shared/core/headerName';
import { trimmedText } from '../../../shared/core/trimmedText';
import { isWebAddress } from '../../../shared/core/webAddress';
import { listAt, rule, type Rule } from '../../../shared/fields/exclusions';
import { NOT_A_WEB_ADDRESS, webAddressAt } from '../../../shared/fields/urlMembers';
import { atMost, cellOf, inEveryRow, listOf } from './members';

/** `Name: value` in one line. */
function isHeader(line: unknown): boolean {
	if (typeof line !== 'string') return false;
	const [name = '', ...rest] = line.split(':');
	const value = rest.join(':');
	return isHeaderName(name) && value.trim() !== '' && !/[\r\n\0]/.test(value);
}

const HEADERS_MUST = 'must have a valid name and a one-line value in each header';
const HEADERS_HINT = 'Use letters, digits and hyphens for the name, e.g. X-Secret.';

/** Contents of a callback that only jobs of the other type have. */
function misfittingContents(type: string, pattern: RegExp, operation: string): Rule {
	return rule(
		'notification_config',
		(config) =>
			config.type === type &&
			listAt(config, 'notification_config')
				.flatMap((row) => listOf(row, 'contents'))
				.some((each) => typeof each === 'string' && pattern.test(each)),
		`has contents that the callback of ${type === 'alignment' ? 'an' : 'a'} ${type} cannot have`,
		`Remove them, or use the operation "${operation}".`,
	);
}

/**
 * Requests that Speechmatics makes: fetching the sources, and callbacks. Source: docs pages "Input" and
 * "Notifications".
 */
export const requestRules: readonly Rule[] = [
	...['fetch_data.auth_headers', 'fetch_text.auth_headers'].map((path) =>
		rule(path, (config) => listAt(config, path).some((line) => !isHeader(line)), HEADERS_MUST, HEADERS_HINT),
	),
	webAddressAt('fetch_data.url'),
	webAddressAt('fetch_text.url'),
	inEveryRow(
		'notification_config',
		(row) => !isWebAddress(trimmedText(cellOf(row, 'url'))),
		'must have a web address in each row',
		NOT_A_WEB_ADDRESS.hint,
	),
	inEveryRow(
		'notification_config',
		(row) => listOf(row, 'auth_headers').some((line) => !isHeader(line)),
		HEADERS_MUST,
		HEADERS_HINT,
	),
	misfittingContents('transcription', /^(alignment|text$)/, 'Create Alignment'),
	misfittingContents('alignment', /^transcript/, 'Create'),
	atMost('notification_config', 3, 'entries, including "Callback"'),
];
