import { networkOf } from '../core/network';
import { parseUrl } from '../core/webAddress';

/**
 * A base URL from a credential, checked because the key is sent there: https, or http on this machine only; no user
 * name, query or fragment. A path prefix is kept, a trailing slash is not.
 * @throws Error with a message for the user
 */
export function checkedBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	const url = parseUrl(text);
	if (!url) {
		throw new Error(
			`The base URL "${text}" in the credential is not a web address. Enter one such as https://stt.example.com/v2.`,
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
		throw new Error(
			`The base URL "${url.origin}" in the credential must start with https:// (http:// is allowed for this machine only), because the key is sent there.`,
		);
	}
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new Error(
			'The base URL in the credential must not contain a user name, a query or a fragment. Enter only the scheme, host and path.',
		);
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/**
 * Whether a recording may be sent to or fetched from a URL that a vendor returns: https, not link-local, and not into the
 * network or the machine of n8n unless the vendor's API is there itself; http only on this machine. Names are not
 * resolved, see n8n's N8N_SSRF_PROTECTION_ENABLED for that.
 * @param baseUrl the base URL of the vendor's API, from the credential
 */
export function isSafeLink(link: string, baseUrl: string): boolean {
	const url = parseUrl(link);
	if (!url) return false;
	const { protocol, hostname } = url;
	const isUnencrypted = protocol === 'http:' && isLoopback(hostname);
	if (protocol !== 'https:' && !isUnencrypted) return false;
	const [to, from] = [networkOf(link), networkOf(baseUrl)];
	if (to === 'private') return from !== 'internet';
	return to === 'internet' || (to === 'thisMachine' && from === 'thisMachine');
}

/** Whether the host names this machine: localhost, 127.0.0.0/8 or ::1. */
function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
