/** Addresses of this machine or a private network (RFC 1918, 3927, 4193, 6598). */
const PRIVATE_V4 =
	/^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

/** Names that resolve on a private network only (RFC 6761, 6762, 8375, and common router defaults). */
const PRIVATE_NAME =
	/(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|home\.arpa|test|invalid)$/;

/** Whether a server on the Internet could reach this URL, judging by the host alone; names are not resolved. */
export function looksPublic(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const host = new URL(url).hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return !/^\[(::1?\]|f[cd]|fe[89ab]|::ffff:)/.test(host);
	if (/^\d+(\.\d+){3}$/.test(host)) return !PRIVATE_V4.test(host);
	return host.includes('.') && !PRIVATE_NAME.test(host);
}
