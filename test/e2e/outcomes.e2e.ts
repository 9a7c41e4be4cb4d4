import { outcomeOf } from './support/outcomes';
import { openStage, type Surroundings } from './support/stage';

/** What is said in the recording that the apps have. */
const SAID = /^Good morning, Karoo Dental, this is Nadia speaking\..*My number is 555 0142/;

let stage: Surroundings;

beforeAll(async () => {
	stage = await openStage();
});

/** Runs an example to its end. */
async function ends(name: string) {
	const { report, delivered } = await outcomeOf(stage, name);
	expect({ status: report.status, error: report.error }).toEqual({ status: 'success', error: undefined });
	return delivered;
}

it('answers a Telegram voice note with its text', async () => {
	const content = {
		chat_id: '5550142',
		text: expect.stringMatching(SAID),
		reply_to_message_id: expect.any(Number),
	};
	expect(await ends('telegram-voice-notes')).toEqual([
		{ app: 'telegram', kind: 'message', content: expect.objectContaining(content) },
	]);
});

it('writes the minutes of a recording in a Google Drive folder and announces them in Slack', async () => {
	const delivered = await ends('drive-meeting-minutes');
	expect(delivered).toEqual([
		{
			app: 'google-docs',
			kind: 'document',
			content: {
				id: expect.any(String),
				name: 'Minutes: Weekly meeting.mp3',
				text: expect.stringMatching(
					/^Summary\n- Brian Adams [^]+\n\nWho said what\n00:00:00 A: Good morning, .+\n00:00:03 B: Hello, [^]*\n$/,
				),
			},
		},
		{
			app: 'slack',
			kind: 'message',
			content: expect.objectContaining({
				channel: '#meetings',
				text: expect.stringContaining(
					`https://docs.google.com/document/d/${String(delivered[0]?.content.id)}/edit\n- Brian Adams`,
				),
			}),
		},
	]);
});

it('answers a mail with the transcript of its attachment', async () => {
	const [answer, ...others] = await ends('gmail-answer-with-transcript');
	expect(others).toEqual([]);
	expect(answer).toMatchObject({ app: 'gmail', kind: 'mail' });
	const mail = String(answer?.content.mail).replace(/=\r\n/g, '');
	expect(mail).toMatch(/^To: Brian Adams <brian@example\.com>\r\nIn-Reply-To: <call-1@example\.com>/m);
	expect(mail).toContain('\r\n\r\nGood morning, Karoo Dental, this is Nadia speaking.');
	expect(mail).toContain('filename=transcript.docx');
	const [, document = ''] = /filename=transcript\.docx\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(mail) ?? [];
	// A Word document is a ZIP file.
	expect(Buffer.from(document, 'base64').subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
});
