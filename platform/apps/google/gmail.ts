import { z } from 'zod/v4';

import { jsonOf, type App, type World } from '../app';
import { googleApp } from './auth';

const OWN_ADDRESS = 'office@example.com';

const ID = '19ac0ffee0000001';

const headers = [
	{ name: 'From', value: 'Brian Adams <brian@example.com>' },
	{ name: 'To', value: OWN_ADDRESS },
	{ name: 'Subject', value: 'Recording of our call' },
	{ name: 'Message-ID', value: '<call-1@example.com>' },
];

const sendSchema = z.object({ raw: z.string(), threadId: z.string().optional() });

/** Gmail's API (https://developers.google.com/workspace/gmail/api/reference/rest): an unread mail has a recording attached. */
export function gmail(world: World): App {
	/** The mail in the format of RFC 5322. */
	async function rawMail(): Promise<string> {
		const recording = (await world.recording('dialogue-en.mp3')).toString('base64');
		return [
			...headers.map(({ name, value }) => `${name}: ${value}`),
			`Date: ${new Date().toUTCString()}`,
			'MIME-Version: 1.0',
			'Content-Type: multipart/mixed; boundary="part"',
			'',
			'--part',
			'Content-Type: text/plain; charset=utf-8',
			'',
			'Please send me the text of this call.',
			'--part',
			'Content-Type: audio/mpeg; name="call.mp3"',
			'Content-Disposition: attachment; filename="call.mp3"',
			'Content-Transfer-Encoding: base64',
			'',
			recording.replace(/(.{76})/g, '$1\r\n'),
			'--part--',
			'',
		].join('\r\n');
	}

	return googleApp('www.googleapis.com', async (request) => {
		const { method, url } = request;
		const path = url.pathname.replace(/^\/gmail\/v1\/users\/me/, '');
		if (method === 'GET' && path === '/profile') return { body: { emailAddress: OWN_ADDRESS } };
		if (method === 'GET' && path === '/labels') return { body: { labels: [{ id: 'INBOX', name: 'INBOX' }] } };
		if (method === 'GET' && path === '/messages') return { body: { messages: [{ id: ID, threadId: ID }] } };
		if (method === 'GET' && path === `/messages/${ID}`) {
			const about = { id: ID, threadId: ID, labelIds: ['INBOX', 'UNREAD'], internalDate: String(Date.now()) };
			return url.searchParams.get('format') === 'raw'
				? { body: { ...about, raw: Buffer.from(await rawMail()).toString('base64url') } }
				: { body: { ...about, payload: { headers } } };
		}
		if (method === 'POST' && path === '/messages/send') {
			const { raw, threadId } = sendSchema.parse(jsonOf(request));
			const mail = Buffer.from(raw, 'base64url').toString('utf8');
			world.delivered.push({ app: 'gmail', kind: 'mail', content: { threadId, mail } });
			return { body: { id: '19ac0ffee0000002', threadId, labelIds: ['SENT'] } };
		}
		return undefined;
	});
}
