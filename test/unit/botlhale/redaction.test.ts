import fc from 'fast-check';

import type { DataResponse, ShortResponse } from '../../../nodes/Botlhale/api/schemas';
import { toShortTranscript, toSpokenShortTranscript } from '../../../nodes/Botlhale/response/shortTranscript';
import { toSpokenTranscript, toTranscript } from '../../../nodes/Botlhale/response/transcript';
import { leaksOf, secretsIn, sentences, textOf, type Said } from '../../support/leaks';

const redactedText = (said: readonly Said[]) =>
	said.map(({ text, secret }) => (secret ? `<${secret.toUpperCase()}>` : text)).join(' ');

/** The result of a job. A segment that `isMissing` has no redacted text. */
function data(
	said: ReadonlyArray<readonly Said[]>,
	isMissing: (index: number) => boolean = () => false,
): DataResponse {
	return {
		audio_length: said.length * 3,
		timestamps: said.map((words, index) => ({
			start: index * 3000,
			end: index * 3000 + 2500,
			speaker: `SPEAKER_0${index % 2}`,
			language: 'English',
			emotion: 'neu',
			transcription: textOf(words),
			transcription_no_LM: textOf(words),
			translation: `Translated: ${textOf(words)}`,
			...(isMissing(index) ? {} : { redaction: redactedText(words) }),
		})),
	};
}

const short = (said: ReadonlyArray<readonly Said[]>): ShortResponse => ({
	id: 'short-1',
	audio_length: 9,
	text: ` ${textOf(said.flat())}`,
	redacted_transcription: redactedText(said.flat()),
});

const SAID: Said[][] = [
	[{ text: 'This' }, { text: 'is' }, { text: 'Xenia.', secret: 'person_name' }],
	[{ text: 'Thank' }, { text: 'you' }],
];

describe('A redacted transcript of a Botlhale AI job', () => {
	it('contains no planted name, number or date in any output, in 1,000 transcripts', async () => {
		await fc.assert(
			fc.asyncProperty(sentences, fc.boolean(), async (said, hasGap) => {
				// Without any redacted text, nothing was redacted.
				const raw = data(said, (index) => hasGap && index === 1);
				expect(await leaksOf(await toTranscript('job-1', raw), secretsIn(said))).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	});

	it('contains them all as spoken', async () => {
		await fc.assert(
			fc.asyncProperty(sentences, async (said) => {
				const secrets = secretsIn(said);
				expect(await leaksOf(await toSpokenTranscript('job-1', data(said)), secrets)).toEqual(secrets);
			}),
			{ numRuns: 50 },
		);
	});

	it('has no translations and no text without language model', async () => {
		const { segments } = await toTranscript('job-1', data(SAID));
		expect(segments.map(({ text, translations, extras }) => [text, translations, extras])).toEqual([
			['This is <PERSON_NAME>', undefined, {}],
			['Thank you', undefined, {}],
		]);
	});

	it('has both as spoken', async () => {
		const { segments } = await toSpokenTranscript('job-1', data(SAID));
		expect(segments[0]).toMatchObject({
			text: 'This is Xenia.',
			translations: { und: 'Translated: This is Xenia.' },
			extras: { transcription_no_LM: 'This is Xenia.' },
		});
	});

	it('masks a segment without redacted text, and says so', async () => {
		const { segments, insights } = await toTranscript(
			'job-1',
			data(SAID, (index) => index === 0),
		);
		expect(segments.map(({ text }) => text)).toEqual(['[REDACTED]', 'Thank you']);
		expect(insights.warnings?.map(({ message }) => message)).toEqual([
			'The vendor returned no redacted text for 1 segment, so its text is left out.',
		]);
	});

	it('shows everything if Botlhale AI redacted nothing', async () => {
		const raw = data(SAID, () => true);
		expect(await toTranscript('job-1', raw)).toEqual(await toSpokenTranscript('job-1', raw));
	});
});

describe('A redacted short transcript of Botlhale AI', () => {
	it('contains no planted name, number or date in any output, in 1,000 transcripts', async () => {
		await fc.assert(
			fc.asyncProperty(sentences, fc.boolean(), async (said, requested) => {
				const transcript = await toShortTranscript(short(said), requested);
				expect(await leaksOf(transcript, secretsIn(said))).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	});

	it('is as spoken on request', async () => {
		expect((await toSpokenShortTranscript(short(SAID))).text).toBe('This is Xenia. Thank you');
	});

	it.each([undefined, null, '', ' '])('is masked if the redacted text is %j', async (text) => {
		const raw = { ...short(SAID), redacted_transcription: text };
		expect((await toShortTranscript(raw, true)).text).toBe('[REDACTED]');
		expect((await toShortTranscript(raw, false)).text).toBe('This is Xenia. Thank you');
	});
});
