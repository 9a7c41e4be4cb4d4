import { edit } from '../../../nodes/shared/edit/edit';
import { findPattern, PATTERNS, type PatternId } from '../../../nodes/shared/edit/patterns';
import { muteFilter, NoEntitiesError, type RedactionRules } from '../../../nodes/shared/edit/redact';
import type { Transcript } from '../../../nodes/shared/transcript/model';
import { segmentsFromWords } from '../../../nodes/shared/transcript/segments';
import { joinWords } from '../../../nodes/shared/transcript/words';
import { aTranscript, aWord } from '../../support/transcripts';

async function said(text: string, rest: Partial<Transcript> = {}): Promise<Transcript> {
	const words = text
		.split(' ')
		.map((word, index) => aWord(word, index, { speaker: 'A', spaceBefore: index > 0 }));
	return aTranscript(words, { segments: await segmentsFromWords(words), text: joinWords(words), ...rest });
}

const rules = (changes: Partial<RedactionRules>): { redaction: RedactionRules } => ({
	redaction: { patterns: [], words: [], entities: [], mask: 'kind', ...changes },
});
const ALL = PATTERNS.map(({ id }) => id);

describe('patterns', () => {
	/** Published test numbers, or numbers made with the published check digits. */
	it.each<[PatternId, string]>([
		['card', '4242 4242 4242 4242'],
		['card', '4242424242424242'],
		['card', '3782 822463 10005'],
		['card', '5555-5555-5555-4444'],
		['card', '4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2'],
		['email', 'ada.lovelace+x@mail.example.co.uk'],
		['email', 'ada dot lovelace at example dot com'],
		['iban', 'DE89 3704 0044 0532 0130 00'],
		['iban', 'GB29NWBK60161331926819'],
		['phone', '+44 20 7946 0958'],
		['phone', '(212) 555-0123'],
		['phone', '555-0123'],
		['phone', '021 555 0123'],
		['phone', '0812-3456-7890'],
		['phone', '5 5 5 0 1 2 3'],
		['idBr', '529.982.247-25'],
		['idCh', '756.9217.0769.85'],
		['idDe', '86 095 742 719'],
		['idEs', '12345678Z'],
		['idEs', 'X-1234567-L'],
		['idFi', '131052-308T'],
		['idFr', '2 55 08 14 168 025 38'],
		['idGb', 'AB 12 34 56 C'],
		['idId', '3171 2345 0890 0001'],
		['idIn', '2341 2341 2346'],
		['idIn', 'ABCPE1234F'],
		['idIt', 'RSSMRA85T10A562S'],
		['idPl', '44051401359'],
		['idSe', '640823-3234'],
		['idTr', '10000000146'],
		['idUs', '078-05-1120'],
		['idZa', '8001015009087'],
	])('%s: %s', (id, text) => {
		expect(findPattern(`It is ${text}, you see`, id)).toEqual([{ id, from: 6, to: 6 + text.length }]);
	});

	it.each([
		'It cost 4242 4242 4242 4243 units.',
		'In 2019 2020 and 2021 we sold 1,234,567 of 10.000.000.',
		'From 09:30 to 10:45 on 24.12.2025, version 1.2.3.4.',
		'12345678A, AB1234 and 8001015009086.',
		'Look at this: 3.14159265, 100 000 000 people.',
	])('are not seen in "%s"', (text) => {
		expect(ALL.flatMap((id) => findPattern(text, id))).toEqual([]);
	});

	it('are linear in the text', () => {
		for (const text of ['1 ', 'a.', 'a at b dot ', '+1', 'a@a']) {
			const long = text.repeat(50_000 / text.length);
			const since = Date.now();
			for (const id of ALL) findPattern(long, id);
			expect(Date.now() - since).toBeLessThan(5000);
		}
	});
});

it('redacts every pattern in words, segments and text, with the times to mute', async () => {
	const given = await said('Card 4242 4242 4242 4242. Mail ada@example.com, please.');
	const { transcript, redacted, mute } = await edit(given, rules({ patterns: ['card', 'email'] }));
	expect(transcript.text).toBe('Card [CARD]. Mail [EMAIL], please.');
	expect(transcript.segments[0]?.text).toBe(transcript.text);
	expect(transcript.words[1]).toMatchObject({ text: '[CARD].', start: 1, end: 5 });
	expect(redacted).toBe(2);
	expect(mute).toEqual([
		{ start: 1, end: 5, kind: 'CARD' },
		{ start: 6, end: 7, kind: 'EMAIL' },
	]);
	expect(muteFilter(mute)).toBe("volume=0:enable='between(t,1,5)+between(t,6,7)'");
	expect(muteFilter([])).toBe('anull');
});

it('redacts a number that is dictated in words, with a reply of another speaker in between', async () => {
	const text = 'four two four two four two four two mhm four two four two four two four two.';
	const words = text
		.split(' ')
		.map((word, index) => aWord(word, index, { speaker: word === 'mhm' ? 'B' : 'A', spaceBefore: true }));
	const given = aTranscript(words, { segments: await segmentsFromWords(words), text });
	const { transcript, mute } = await edit(given, rules({ patterns: ['card'] }));
	expect(transcript.segments.map((segment) => segment.text)).toEqual(['[CARD].', 'mhm']);
	expect(mute).toEqual([
		{ start: 0, end: 8, kind: 'CARD' },
		{ start: 9, end: 17, kind: 'CARD' },
	]);
});

it('redacts words, and leaves out what the vendor wrote about them', async () => {
	const given = await said('Project Falcon starts. Falcons fly.', {
		insights: {
			summary: 'Falcon starts.',
			chapters: [{ start: 0, end: 5, title: 'Falcon', summary: '' }],
			translations: { de: { text: 'Falke', segments: [] } },
			keyPhrases: [{ text: 'project falcon', count: 1, rank: null, times: [] }],
			topics: { summary: {}, segments: [{ start: 0, end: 3, text: 'Project Falcon starts.', topics: [] }] },
			other: { raw: 'Falcon' },
		},
	});
	const { transcript } = await edit(given, rules({ words: ['project falcon', 'falcon*'], mask: 'fixed' }));
	expect(JSON.stringify(transcript)).not.toMatch(/falcon|falke/i);
	expect(transcript.text).toBe('[REDACTED] starts. [REDACTED] fly.');
	expect(transcript.insights.topics?.segments[0]?.text).toBe('[REDACTED] starts.');
	expect(transcript.insights.warnings?.[0]?.message).toMatch(/summary, chapters, translations/);
});

it('redacts entities by time or by mark of the vendor', async () => {
	const entities = [
		{ start: 2, end: 4, speaker: 'A', channel: null, type: 'person_name', text: 'Ada Lovelace' },
		{ start: 0, end: 1, speaker: 'A', channel: null, type: 'greeting', text: 'Hello' },
	];
	const given = await said('Hello this Ada Lovelace, hi', { insights: { entities } });
	const byTime = await edit(given, rules({ entities: ['person_name'] }));
	expect(byTime.transcript.text).toBe('Hello this [PERSON_NAME], hi');
	expect(byTime.transcript.insights.entities?.[0]?.text).toBe('[PERSON_NAME],');
	const words = given.words.map((word, index) => (index === 4 ? { ...word, entity: 'date' } : word));
	const marked = await edit({ ...given, words, insights: {} }, rules({ entities: ['*'], mask: 'hash' }));
	expect(marked.transcript.text).toBe('Hello this Ada Lovelace, ##');
});

it('fails rather than redacting nothing if there are no entities', async () => {
	await expect(edit(await said('Hello Ada'), rules({ entities: ['*'] }))).rejects.toThrow(NoEntitiesError);
});

it('mutes the whole segment if the times of words are estimated', async () => {
	const given = await said('My code is secret.');
	const estimated = {
		...given,
		words: given.words.map((word) => ({ ...word, timing: 'estimated' as const })),
	};
	const { mute } = await edit(estimated, rules({ words: ['secret'] }));
	expect(mute).toEqual([{ start: 0, end: 4, kind: 'REDACTED' }]);
});

it('changes nothing where nothing is found', async () => {
	const given = await said('Nothing to see.', { insights: { summary: 'Nothing.', other: { a: 1 } } });
	const { transcript, redacted, mute } = await edit(given, rules({ patterns: ALL, words: ['secret'] }));
	expect(transcript).toEqual(given);
	expect({ redacted, mute }).toEqual({ redacted: 0, mute: [] });
});
