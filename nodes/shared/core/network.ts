import { parseUrl } from './webAddress';

/** Where a URL leads, judging by the host alone; names are not resolved. */
export type Network = 'internet' | 'private' | 'linkLocal' | 'thisMachine';

/** RFC 1122, section 3.2.1.3: this host and loopback. */
const THIS_MACHINE_V4 = /^(0|127)\./;
const THIS_MACHINE_NAME = /(^|\.)localhost(\.localdomain)?$/;

/** RFC 3927, and Azure's own address; many clouds return the secrets of a machine there. */
const LINK_LOCAL_V4 = /^169\.254\.|^168\.63\.129\.16$/;

/** Private networks (RFC 1918, 6598), and addresses that no server on the Internet has (RFC 2544, 5735, 1112). */
const PRIVATE_V4 =
	/^10\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^198\.1[89]\.|^192\.0\.0\.|^(22[4-9]|2[3-5]\d)\./;

/**
 * Unique local, site-local and multicast addresses (RFC 4193, 3879, 4291), and those that contain an address of IPv4
 * (RFC 6052, 3056, 4380).
 */
const PRIVATE_V6 = /^\[(f[cdf]|fe[c-f]|64:ff9b:|2002:|2001:0?:)/;

/**
 * Names that resolve on a private network only (RFC 6761, 6762, 8375, names that ICANN does not delegate, those of
 * clusters, and common router defaults).
 */
const PRIVATE_NAME =
	/(^|\.)(localdomain|local|internal|intranet|lan|home|home\.arpa|corp|private|svc|consul|test|invalid)$/;

/** Where a URL leads; `private` for a text that is not a URL. */
export function networkOf(url: string): Network {
	const parsed = parseUrl(url);
	if (!parsed) return 'private';
	const host = parsed.hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) {
		// Besides `::` and `::1`, these are forms of IPv4 addresses.
		if (host.startsWith('[::')) return 'thisMachine';
		if (/^\[fe[89ab]/.test(host)) return 'linkLocal';
		return PRIVATE_V6.test(host) ? 'private' : 'internet';
	}
	if (/^\d+(\.\d+){3}$/.test(host)) {
		if (THIS_MACHINE_V4.test(host)) return 'thisMachine';
		if (LINK_LOCAL_V4.test(host)) return 'linkLocal';
		return PRIVATE_V4.test(host) ? 'private' : 'internet';
	}
	if (THIS_MACHINE_NAME.test(host)) return 'thisMachine';
	return host.includes('.') && !PRIVATE_NAME.test(host) ? 'internet' : 'private';
}

/** Whether a server on the Internet could reach this URL. */
export function looksPublic(url: string): boolean {
	return networkOf(url) === 'internet';
}
