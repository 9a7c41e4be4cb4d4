import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StoredFile } from '../../core/files';
import type { Context } from '../context';
import { addFormParsers } from '../form';
import { checkFields, denied, fileCountError, toXml, type StorageError } from '../presigned';
import { startJob } from '../work';

const KEY_BYTES = 1024;

/** The storage host of the presigned form POST, as strict as Amazon S3. */
export function addStorageRoutes(app: FastifyInstance, context: Context): void {
	const refuse = async (reply: FastifyReply, error: StorageError): Promise<FastifyReply> =>
		await reply.code(error.status).header('content-type', 'application/xml').send(toXml(error, randomUUID()));

	addFormParsers(app);
	app.setNotFoundHandler(async (_request, reply) => await refuse(reply, denied('Access Denied')));
	app.post('/', async (request, reply) => {
		const error = headerError(request);
		if (error !== null) return await refuse(reply, error);
		const form = await readPost(request, context);
		context.core.requests.annotate(request, {
			fields: Object.fromEntries(form.fields),
			order: form.order,
			...(form.file === null ? {} : { bytes: form.file.size, sha256: form.file.sha256 }),
		});
		if (form.error !== null) return await refuse(reply, form.error);
		const slot = context.store.findByKey(form.fields.get('key') ?? '');
		if (slot === null || form.file === null) return await refuse(reply, denied('Access Denied'));
		await context.core.files.remove(form.file);
		startJob(context.core, slot, form.file, () => context.settings.current());
		return await reply
			.code(204)
			.header('etag', `"${form.file.sha256.slice(0, 32)}"`)
			.send();
	});
}

function headerError(request: FastifyRequest): StorageError | null {
	if (request.headers.authorization !== undefined) {
		return {
			status: 400,
			code: 'InvalidArgument',
			message:
				'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string ' +
				'parameter or the Authorization header should be specified',
			details: { ArgumentName: 'Authorization', ArgumentValue: request.headers.authorization },
		};
	}
	if (request.headers['content-length'] === undefined) {
		return {
			status: 411,
			code: 'MissingContentLength',
			message: 'You must provide the Content-Length HTTP header.',
		};
	}
	if (!request.isMultipart()) {
		return {
			status: 412,
			code: 'PreconditionFailed',
			message: 'At least one of the pre-conditions you specified did not hold',
			details: { Condition: 'Bucket POST must be of the enclosure-type multipart/form-data' },
		};
	}
	return null;
}

interface Post {
	/** The fields before the file; later fields are not read. */
	readonly fields: ReadonlyMap<string, string>;
	/** Names of all parts in the order of the form. */
	readonly order: readonly string[];
	readonly file: StoredFile | null;
	readonly error: StorageError | null;
}

/** Reads the whole form; the file is only kept if the fields before it are valid. */
async function readPost(request: FastifyRequest, context: Context): Promise<Post> {
	const fields = new Map<string, string>();
	const order: string[] = [];
	let file: StoredFile | null = null;
	let error: StorageError | null = null;
	let files = 0;
	for await (const part of request.parts()) {
		order.push(part.fieldname);
		if (part.type === 'field') {
			if (files === 0) fields.set(part.fieldname, String(part.value));
			// S3 ignores fields after the file; in the sandbox, they are an error.
			else error ??= denied(`Invalid according to Policy: Extra input fields: ${part.fieldname}`);
			continue;
		}
		files += 1;
		error ??= part.fieldname === 'file' ? (keyError(fields) ?? checkFields(fields)) : fileCountError(0);
		if (error !== null || files > 1) {
			part.file.resume();
			continue;
		}
		file = await context.core.files.receive(part.file);
	}
	if (files !== 1) error ??= fileCountError(files);
	const limit = context.settings.current().maxUploadBytes;
	if (error === null && limit !== null && file !== null && file.size > limit) {
		error = {
			status: 400,
			code: 'EntityTooLarge',
			message: 'Your proposed upload exceeds the maximum allowed size',
			details: { ProposedSize: String(file.size), MaxSizeAllowed: String(limit) },
		};
	}
	if (error !== null && file !== null) await context.core.files.remove(file);
	return { fields, order, file, error };
}

function keyError(fields: ReadonlyMap<string, string>): StorageError | null {
	const size = Buffer.byteLength(fields.get('key') ?? '');
	if (size <= KEY_BYTES) return null;
	return {
		status: 400,
		code: 'KeyTooLongError',
		message: 'Your key is too long',
		details: { Size: String(size), MaxSizeAllowed: String(KEY_BYTES) },
	};
}
