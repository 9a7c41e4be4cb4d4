import { fieldError, type ParameterSource } from '../../shared/fields/parameters';
import type { VendorClient } from '../../shared/http/client';
import { checkReachable } from '../../shared/webhook/callback';

/** Maximum length of a key in Amazon S3, in bytes. */
const MAX_KEY_LENGTH = 1024;

/** Length of the other parts of the key: organisation, voice, language, random parts, date. */
const REST_OF_KEY = 256;

/** Characters that an error names. */
const MOST_CHARACTERS = 10;

/**
 * The URL for `notify_url`, if Botlhale AI can reach and store it: it makes the URL part of the key of the stored file.
 * "/" becomes "***", "." becomes "**" and "_" separates the parts, so other characters would be lost.
 * @param label the field that has the URL
 * @throws NodeOperationError
 */
export function storableUrl(
	source: ParameterSource,
	client: VendorClient,
	label: string,
	given: string,
): string {
	const { url } = checkReachable(source, client, label, { url: given });
	if (oddIn(url).length > 0) {
		// As the user has entered them: the normalized URL has percent signs for most of them.
		const odd = oddIn(given.trim()).map((character) => (/\s/.test(character) ? 'a space' : character));
		throw fieldError(
			source,
			label,
			`must not contain characters that Botlhale AI cannot store: ${odd.slice(0, MOST_CHARACTERS).join(' ')}`,
			'Use only letters, digits and - / : . and no query. Nothing was sent.',
		);
	}
	const folded = url.replaceAll('/', '***').replaceAll('.', '**');
	if (folded.length > MAX_KEY_LENGTH - REST_OF_KEY) {
		throw fieldError(source, label, 'is too long for Botlhale AI', 'Use a shorter path. Nothing was sent.');
	}
	return url;
}

function oddIn(url: string): string[] {
	return [...new Set(url.replace(/[A-Za-z0-9./:-]/g, ''))];
}
