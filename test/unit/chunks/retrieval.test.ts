import { chunk, type Chunk } from '../../../nodes/shared/chunks/chunk';
import type { Transcript, Word } from '../../../nodes/shared/transcript/model';
import { segmentsFromWords } from '../../../nodes/shared/transcript/segments';
import { joinWords } from '../../../nodes/shared/transcript/words';
import { randomNumbers } from '../../support/comparePairs';
import { aTranscript, aWord } from '../../support/transcripts';

const RECORDINGS = 20;
const PROMISES = 5;
const DIMENSIONS = 2048;

const TOPICS =
	'budget invoice contract website training server warehouse survey catalogue brochure prototype translation audit licence payroll delivery menu garden elevator insurance'.split(
		' ',
	);
const TALK =
	'well the weather was fine and we talked about many things with people who came to see us in the office before lunch on that day'.split(
		' ',
	);

/** An embedding without a model: which words occur, by their hash. Short words say little. */
function embed(text: string): Map<number, number> {
	const vector = new Map<number, number>();
	for (const word of new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))) {
		let hash = 17;
		for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
		vector.set(hash % DIMENSIONS, word.length > 4 ? 1 : 0.1);
	}
	const length = Math.hypot(...vector.values()) || 1;
	return new Map([...vector].map(([place, value]) => [place, value / length]));
}

function similarity(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
	let sum = 0;
	for (const [place, value] of a) sum += value * (b.get(place) ?? 0);
	return sum;
}

interface Promised {
	question: string;
	recording: number;
	/** When it is said, in seconds. */
	at: number;
}

/** A meeting of 40 turns in which things are promised. */
async function meeting(
	recording: number,
	random: () => number,
): Promise<{ transcript: Transcript; promised: Promised[] }> {
	const words: Word[] = [];
	const promised: Promised[] = [];
	const say = (speaker: string, text: string) => {
		for (const word of text.split(' '))
			words.push(
				aWord(word, words.length / 2, {
					speaker,
					end: words.length / 2 + 0.5,
					spaceBefore: words.length > 0,
				}),
			);
	};
	for (let turn = 0; turn < 40; turn += 1) {
		const speaker = `S${turn % 3}`;
		const talk = () => Array.from({ length: 25 }, () => TALK[Math.floor(random() * TALK.length)]).join(' ');
		say(speaker, `${talk()}.`);
		if (turn % 8 !== 4) continue;
		const number = recording * PROMISES + promised.length;
		const what = `${TOPICS[number % TOPICS.length] ?? ''} for customer${Math.floor(number / TOPICS.length) + 1}`;
		promised.push({ question: `When was the ${what} promised?`, recording, at: words.length / 2 });
		say(speaker, `We promised the ${what} until Friday.`);
	}
	const transcript = aTranscript(words, { segments: await segmentsFromWords(words), text: joinWords(words) });
	return { transcript, promised };
}

it('chunks answer when something was promised: 95 of 100 questions', async () => {
	const random = randomNumbers(3);
	const stored: Array<Chunk & { recording: number; vector: Map<number, number> }> = [];
	const questions: Promised[] = [];
	for (let recording = 0; recording < RECORDINGS; recording += 1) {
		const { transcript, promised } = await meeting(recording, random);
		questions.push(...promised);
		for (const each of await chunk(transcript, { size: 400, overlap: 0, speakers: true })) {
			stored.push({ ...each, recording, vector: embed(each.text) });
		}
	}
	expect(questions).toHaveLength(100);
	expect(stored.length).toBeGreaterThan(200);
	const right = questions.filter(({ question, recording, at }) => {
		const wanted = embed(question);
		const [best] = stored
			.map((each) => ({ each, score: similarity(wanted, each.vector) }))
			.sort((a, b) => b.score - a.score);
		return best?.each.recording === recording && best.each.start <= at && at <= best.each.end;
	});
	expect(right.length).toBeGreaterThanOrEqual(95);
});
