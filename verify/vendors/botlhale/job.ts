import { slotSchema } from '../../../nodes/Botlhale/api/schemas';
import { formOf, member, parsed, textAt, type Answer, type Session } from '../../core/session';
import { ENDED, LATE, pathOf, statusForm, statusOf, type Lookup, type Names } from './files';
import { results } from './results';

export const UPLOAD = '/asr/async/upload';

/** Uploads a file to a slot. */
async function upload(
	session: Session,
	slot: Answer,
	name: string,
	content: Buffer<ArrayBuffer>,
): Promise<Answer> {
	const file = { field: 'file', name, type: 'audio/wav', content };
	return await session.send({ method: 'POST', path: urlOf(slot), body: formOf(fieldsOf(slot), file) });
}

const urlOf = ({ json }: Answer) => textAt(json, 'url') || textAt(json, 'upload_url');

function fieldsOf({ json }: Answer): Record<string, string> {
	return Object.fromEntries(
		Object.entries(member(json, 'fields') ?? {}).map(([name, value]) => [name, String(value)]),
	);
}

/** A job from its upload slot to its result, and one that fails. */
export async function job(
	session: Session,
	names: Names,
	organisation: string,
	content: Buffer<ArrayBuffer>,
): Promise<void> {
	const body = new URLSearchParams({
		[names.org]: organisation,
		[names.language]: 'en-ZA',
		[names.diarization]: 'True',
		...(session.callbacks === undefined ? {} : { notify_url: session.callbacks.publicUrl }),
	});
	const slot = await session.step('job:createUploadSlot', { method: 'POST', path: UPLOAD, body }, slotSchema);
	session.decide(
		'sampleRateRequired',
		'Whether sample_rate is required',
		slot.status === 200 ? false : undefined,
	);
	const fields = fieldsOf(slot);
	const url = urlOf(slot);
	session.decide(
		'slotExpiry',
		'Whether a slot has expires_in',
		url === '' ? undefined : member(slot.json, 'expires_in') !== undefined,
	);
	session.decide(
		'uploadForm',
		'Form of an upload slot (A: url and signature v4, B: upload_url, C: url and signature v2)',
		url === ''
			? undefined
			: member(slot.json, 'upload_url') !== undefined
				? 'B'
				: 'x-amz-signature' in fields
					? 'A'
					: 'C',
	);
	const key = fields.key ?? '';
	session.decide(
		'keyPrefix',
		'Whether keys start with the organisation',
		key === '' ? undefined : key.startsWith(`${organisation}/`),
	);
	if (url === '') return;
	const { status } = await upload(session, slot, 'dialogue-en.wav', content);
	const request = 'POST to the upload slot';
	session.steps.push({ operation: 'job:create', request, status, ok: status === 204 });
	session.keep(`the recording \`${key}\``);
	const lookup = await results(session, organisation, key);
	await callback(session);
	await failure(session, names, lookup, organisation);
}

async function callback(session: Session): Promise<void> {
	const received = await session.callback(() => true);
	const topic = 'Content of the callback';
	if (received === undefined) {
		session.decide('notifyBody', topic, undefined, session.withoutCallback);
		return;
	}
	const body: unknown = parsed(received.body);
	session.decide(
		'notifyBody',
		topic,
		member(body, 'timestamps') !== undefined
			? 'data'
			: member(body, 'location') !== undefined || member(body, 'inference_id') !== undefined
				? 'status'
				: 'minimal',
	);
	session.decide('notifyMethod', 'Method of the callback', received.method);
}

/** A file that is no recording, so that its job fails. */
async function failure(
	session: Session,
	names: Names,
	lookup: Lookup | undefined,
	organisation: string,
): Promise<void> {
	const body = new URLSearchParams({ [names.org]: organisation, [names.language]: 'en-ZA' });
	const slot = await session.send({ method: 'POST', path: UPLOAD, body });
	const key = fieldsOf(slot).key ?? '';
	const look = async (part: string) =>
		lookup === undefined || key === ''
			? undefined
			: await session.send({ path: pathOf(part, lookup, organisation, key) });
	const waiting = await look('status');
	session.decide(
		'awaitingUpload',
		'Status of a slot without an upload',
		waiting === undefined ? undefined : statusForm(waiting),
		LATE,
	);
	if (urlOf(slot) === '') return;
	await upload(session, slot, 'none.wav', Buffer.from('no recording'));
	session.keep(`the file \`${key}\`, which is no recording`);
	const data = await look('data');
	const pending = data?.status === 404 ? await look('getdata') : data;
	const early = await look('status');
	session.decide(
		'notReady',
		'Results of a job that has not ended',
		pending === undefined || early === undefined || ENDED.test(statusOf(early))
			? undefined
			: pending.status === 400
				? 'bad-request'
				: statusForm(pending),
		'the job had already ended',
	);
	const ended = await session.until(async () => {
		const now = await look('status');
		return now === undefined || !/^(running)?$/i.test(statusOf(now)) ? (now ?? slot) : undefined;
	});
	session.decide(
		'failedStatus',
		'Status of a failed job',
		ended === undefined || ended === slot ? undefined : statusOf(ended),
		LATE,
	);
}
