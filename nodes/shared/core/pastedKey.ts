/** A variable or a header in front of a key, e.g. `export API_KEY=` or `x-api-key:`; what follows must look like one. */
const LABEL = /^(?:export\s+)?(?:[\w-]*(?:key|token)|authorization)\s*[=:]\s*(?=\S{6}|token\s)/i;

const SCHEME = /^(?:bearer|token)\s+/i;

const QUOTED = /^(["'`“‘])(.*)["'`”’]$/s;

/** Labels, quotes and schemes are nested at most this deep, e.g. `"Authorization: Bearer …"`. */
const MOST_WRAPPERS = 4;

/**
 * A key as it was pasted from a page, a shell or a request, without what is not part of it: white space, quotes,
 * `Bearer` or `Token`, and the name of a variable or a header. Anything other than text returns an empty string.
 */
export function pastedKey(value: unknown): string {
	let key = typeof value === 'string' ? value.trim() : '';
	for (let wrapper = 0; wrapper < MOST_WRAPPERS; wrapper += 1) {
		key = key.replace(LABEL, '').replace(SCHEME, '').replace(QUOTED, '$2').trim();
	}
	return key;
}
