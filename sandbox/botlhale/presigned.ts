import { createHmac } from 'node:crypto';
import { z } from 'zod/v4';
import type { Settings } from './settings';

export const STORAGE_PREFIX = '/botlhale-storage';
const BUCKET = 'botlhale-api-asr-async-sandbox';
const ACCESS_KEY_ID = 'ASIASANDBOXSANDBOX00';
const SECRET = 'sandbox-storage-secret';
const SESSION = 'SANDBOXSECURITYTOKEN//////////wEaCWV1LXdlc3QtMQ==';

/** The error of a storage service: HTTP status and content of the XML. */
export interface StorageError {
	readonly status: 400 | 403 | 411 | 412;
	readonly code: string;
	readonly message: string;
	/** Additional elements. */
	readonly details?: Readonly<Record<string, string>>;
}

/** The fields of a presigned form, signed with the scheme of the setting. */
export function presign(
	key: string,
	expiresAt: number,
	form: Settings['uploadForm'],
): Record<string, string> {
	const now = new Date();
	const date = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
	const signed =
		form === 'A'
			? {
					'x-amz-algorithm': 'AWS4-HMAC-SHA256',
					'x-amz-credential': `${ACCESS_KEY_ID}/${date.slice(0, 8)}/eu-west-1/s3/aws4_request`,
					'x-amz-date': date,
					'x-amz-security-token': SESSION,
				}
			: form === 'C'
				? { 'x-amz-security-token': SESSION }
				: {};
	const conditions = [
		{ bucket: BUCKET },
		{ key },
		...Object.entries(signed).map(([name, value]) => ({ [name]: value })),
	];
	const policy = Buffer.from(
		JSON.stringify({ expiration: `${new Date(expiresAt).toISOString().slice(0, -1)}Z`, conditions }),
	).toString('base64');
	const id = ACCESS_KEY_ID;
	switch (form) {
		case 'A':
			return { key, policy, ...signed, 'x-amz-signature': signV4(policy) };
		case 'B':
			return { key, AWSAccessKeyId: id, policy, signature: signV2(policy) };
		case 'C':
			return { AWSAccessKeyId: id, key, policy, signature: signV2(policy), ...signed };
	}
}

const policySchema = z.object({
	expiration: z.iso.datetime(),
	conditions: z.array(z.record(z.string(), z.string())),
});

/** Form fields that a policy need not list. */
const UNLISTED = new Set(['policy', 'x-amz-signature', 'signature', 'AWSAccessKeyId', 'file']);

/** Checks the fields before the file as Amazon S3 checks a form POST; `null` if they are valid. */
export function checkFields(fields: ReadonlyMap<string, string>): StorageError | null {
	const policy = fields.get('policy');
	if (!fields.has('key')) return orderError('key');
	if (policy === undefined) return denied('Access Denied');
	const v4 = fields.get('x-amz-signature');
	const v2 = fields.get('signature');
	if (v4 === undefined && v2 === undefined) return orderError('x-amz-signature');
	if (v2 !== undefined && fields.get('AWSAccessKeyId') !== ACCESS_KEY_ID) {
		return {
			status: 403,
			code: 'InvalidAccessKeyId',
			message: 'The AWS Access Key Id you provided does not exist in our records.',
		};
	}
	if (v4 !== undefined ? v4 !== signV4(policy) : v2 !== signV2(policy)) {
		return {
			status: 403,
			code: 'SignatureDoesNotMatch',
			message:
				'The request signature we calculated does not match the signature you provided. ' +
				'Check your key and signing method.',
		};
	}
	const { expiration, conditions } = policySchema.parse(JSON.parse(Buffer.from(policy, 'base64').toString()));
	if (Date.parse(expiration) <= Date.now()) return denied('Invalid according to Policy: Policy expired.');
	const listed = new Map(conditions.flatMap((condition) => Object.entries(condition)));
	listed.delete('bucket');
	for (const [name, value] of listed) {
		if (fields.get(name) === value) continue;
		return denied(`Invalid according to Policy: Policy Condition failed: ["eq", "$${name}", "${value}"]`);
	}
	const extra = [...fields.keys()].filter((name) => !listed.has(name) && !UNLISTED.has(name));
	if (extra.length > 0) return denied(`Invalid according to Policy: Extra input fields: ${extra.join(', ')}`);
	return null;
}

export function denied(message: string): StorageError {
	return { status: 403, code: 'AccessDenied', message };
}

export function fileCountError(count: number): StorageError {
	return {
		status: 400,
		code: 'InvalidArgument',
		message: 'POST requires exactly one file upload per request.',
		details: { ArgumentName: 'file', ArgumentValue: String(count) },
	};
}

function orderError(name: string): StorageError {
	return {
		status: 400,
		code: 'InvalidArgument',
		message:
			`Bucket POST must contain a field named '${name}'.  ` +
			'If it is specified, please check the order of the fields.',
		details: { ArgumentName: name, ArgumentValue: '' },
	};
}

export function toXml(error: StorageError, requestId: string): string {
	const elements = {
		Code: error.code,
		Message: error.message,
		...error.details,
		RequestId: requestId,
		HostId: 'SANDBOXHOSTID=',
	};
	const body = Object.entries(elements).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${body.join('')}</Error>`;
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function signV4(policy: string): string {
	return createHmac('sha256', SECRET).update(policy).digest('hex');
}

function signV2(policy: string): string {
	return createHmac('sha1', SECRET).update(policy).digest('base64');
}
