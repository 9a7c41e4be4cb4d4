import { member, textAt, type Session } from '../../core/session';
import { end, removeLater, submit } from './submit';

/** Longer than the largest body that the documentation allows, in characters. */
const BODY_LIMIT = 10_000_001;

export async function errors(session: Session): Promise<void> {
	const refused = await session.send({ path: '/stt/models', headers: { 'x-api-key': 'no-key' } });
	const code = textAt(refused.json, 'status');
	const missing = await session.send(submit({ engine: 'stt-general' }, {}));
	removeLater(session, missing);
	const noAudio = textAt(missing.json, 'status');
	session.decide(
		'errorCodes',
		'Names of error codes (docs2: asr_request_no_audio_data; newer: no_audio_provided)',
		noAudio === 'asr_request_no_audio_data'
			? 'docs2'
			: noAudio === 'no_audio_provided'
				? 'newer'
				: noAudio || code || undefined,
	);
	const audio = await session.send(submit({ engine: 'stt-general' }, { audio: 'AAAA' }));
	removeLater(session, audio);
	session.decide(
		'audioName',
		'Whether request.audio is read',
		noAudio === '' ? undefined : textAt(audio.json, 'status') !== noAudio,
		'a job without a recording was accepted',
	);
	const model = await session.send(submit({ engine: 'asr-general' }, { data: 'AAAA' }));
	removeLater(session, model);
	session.decide(
		'errorContext',
		'Whether errors have a context',
		model.status < 400 ? undefined : member(model.json, 'context') === undefined ? 'absent' : 'present',
		'a job with an unknown model was accepted',
	);
	const invalid = await session.send({ path: '/stt?page=none' });
	session.decide(
		'validationErrors',
		'Form of a 422',
		invalid.status === 422
			? member(invalid.json, 'detail') === undefined
				? 'vendor'
				: 'framework'
			: undefined,
		`the status was ${invalid.status}`,
	);
	const large = await session.send(submit({ engine: 'stt-general' }, { data: 'A'.repeat(BODY_LIMIT) }));
	removeLater(session, large);
	session.decide(
		'tooLargeBody',
		'Response to a body of more than 10 MB',
		large.status < 400 ? 'accepted' : large.json === undefined ? 'html' : 'json',
	);
}

/** Jobs with links that lead nowhere. */
export async function links(session: Session): Promise<void> {
	const send = async (scheme: string) => {
		const uri = `${scheme}://verification.invalid/none.mp3`;
		const answer = await session.send(submit({ engine: 'stt-general', wait: false }, { uri }));
		return { answer, jobId: removeLater(session, answer) };
	};
	const secure = await send('https');
	session.decide(
		'uriFailure',
		'Result of a link that cannot be downloaded',
		secure.jobId === '' ? 'refused' : 'job',
	);
	const failed = secure.jobId === '' ? undefined : await end(session, secure.jobId);
	session.decide(
		'failedJob',
		'Whether a failed job contains the reason',
		failed === undefined ? undefined : member(failed.json, 'error') === undefined ? 'bare' : 'error',
		'no job failed',
	);
	const plain = await send('http');
	session.decide(
		'httpLinks',
		'Whether a link without TLS is accepted',
		plain.jobId !== '' || textAt(plain.answer.json, 'status') === textAt(secure.answer.json, 'status'),
	);
}
