import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate and its private key, both in PEM format. */
export interface Certificate {
	cert: string;
	key: string;
}

/** How long a certificate is valid: it is made for one run. */
const VALID_MS = 365 * 24 * 3_600_000;

/** Clocks of two programs on one machine agree, but certificates have no milliseconds. */
const EARLIER_MS = 60_000;

/** DER tags, see ITU-T X.690. */
const TAGS = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, object: 0x06, utf8: 0x0c, time: 0x18 };
const SEQUENCE = 0x30;
const SET = 0x31;

const OBJECTS = {
	ecdsaWithSha256: '2a8648ce3d040302',
	commonName: '550403',
	basicConstraints: '551d13',
	subjectAltName: '551d11',
};

/**
 * A self-signed X.509 certificate for these host names, with a new key. Node.js cannot write certificates itself.
 * A program that trusts it, e.g. with `NODE_EXTRA_CA_CERTS`, accepts a server with these names.
 */
export function selfSigned(hosts: readonly string[]): Certificate {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = sequence(object(OBJECTS.ecdsaWithSha256));
	const name = sequence(
		der(SET, sequence(object(OBJECTS.commonName), der(TAGS.utf8, Buffer.from('Played apps')))),
	);
	const now = Date.now();
	const content = sequence(
		// Version 3.
		der(0xa0, der(TAGS.integer, Buffer.of(2))),
		// Positive, whatever its first bit was.
		der(TAGS.integer, Buffer.concat([Buffer.of(1), randomBytes(15)])),
		algorithm,
		name,
		sequence(time(now - EARLIER_MS), time(now + VALID_MS)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(
			0xa3,
			sequence(
				extension(OBJECTS.basicConstraints, sequence(der(TAGS.boolean, Buffer.of(0xff)))),
				extension(OBJECTS.subjectAltName, sequence(...hosts.map((host) => der(0x82, Buffer.from(host))))),
			),
		),
	);
	const signature = sign('sha256', content, privateKey);
	const certificate = sequence(content, algorithm, der(TAGS.bits, Buffer.concat([Buffer.of(0), signature])));
	return {
		cert: `-----BEGIN CERTIFICATE-----\n${lines(certificate.toString('base64'))}\n-----END CERTIFICATE-----\n`,
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
}

function der(tag: number, content: Buffer): Buffer {
	const length = content.length;
	if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
	const digits = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
	return Buffer.concat([Buffer.of(tag, 0x80 + digits.length), digits, content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(SEQUENCE, Buffer.concat(parts));

const object = (hex: string): Buffer => der(TAGS.object, Buffer.from(hex, 'hex'));

const extension = (id: string, value: Buffer): Buffer => sequence(object(id), der(TAGS.octets, value));

function time(ms: number): Buffer {
	const digits = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '');
	return der(TAGS.time, Buffer.from(digits));
}

function lines(base64: string): string {
	return base64.replace(/(.{64})(?=.)/g, '$1\n');
}
