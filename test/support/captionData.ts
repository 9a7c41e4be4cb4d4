import type { Cue } from '../../nodes/shared/captions';
import type { Word } from '../../nodes/shared/transcript/model';

/** Words and a language: all that captions are built from. */
export interface Speech {
	words: Word[];
	language: string | null;
}

/** A caption of one second. */
export const aCue = (more: Partial<Cue>): Cue => ({
	index: 1,
	start: 0,
	end: 1,
	lines: ['text'],
	voices: [],
	speaker: null,
	channel: null,
	words: [0],
	...more,
});

/** Repeatable random numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export const word = (text: string, start: number, end: number, more: Partial<Word> = {}): Word => ({
	text,
	start,
	end,
	confidence: 0.98,
	speaker: null,
	channel: null,
	kind: 'word',
	timing: 'exact',
	spaceBefore: true,
	...more,
});

const TURNS: readonly string[] = [
	"So, thanks for making the time. I wanted to start with how you first got into the restoration of old bridges, because it's not something that people usually plan when they leave school.",
	'No, not at all. I studied geology in Aberdeen, and in the second year Professor Martin Hale took eleven of us to look at a viaduct that had lost two of its arches in a flood.',
	'Right.',
	"And everybody was looking at the river, but I couldn't stop looking at the mortar. It was a hundred and forty years old and you could still see the marks of the trowel.",
	'Wow. Okay.',
	"Yeah, and that was it, really. I wrote to the company that was doing the repair, I asked whether they'd take somebody who knew nothing about building, and they said yes on the same day.",
	"That's quite a story. What did the first few weeks look like? I mean, were you carrying stones, or did they let you do something that you'd actually trained for?",
	'Mostly carrying.',
	"I carried lime, I carried sand, I mixed about 300 kilograms of it a day, and in the evening I read everything that Sarah O'Connell, who ran the laboratory, would lend me.",
	"So when you say laboratory, you're talking about a place where they test what the old builders used?",
	"Exactly. You take a core, you cut it, you look at it under a microscope, and if you're lucky then you find out which quarry the sand came from. In our case it was 4 km up the river.",
	'Mm-hmm.',
	"Which means that you can match it, and that's the thing people don't see from the road: the new arch has to move like the old one does, otherwise it will crack within five winters.",
	"I'd never thought of that. And who pays for this kind of work? Is it the council, is it the railway, or does it come out of some fund that nobody has heard of?",
	'All three, actually. The railway owns it, the council wants it, and the fund makes up the difference.',
	'Sure.',
	"But the money is never the slow part. The slow part is the bats, because if there's a single roost under the deck then you can't touch anything between May and September.",
	'Seriously?',
	'Seriously. We waited fourteen months for a colony in North Wales, and in the end they moved into the site office, so we gave them the site office.',
	"I love that. Let's talk about what went wrong, if you don't mind, because I think our listeners would like to hear about the time when the scaffold came down.",
	"Well, nobody was hurt, which is the first thing to say. It was a Sunday, there was a storm coming in from the west, and the anchors had been set in stone that we'd tested on one side only.",
	'And on the other side?',
	'On the other side it was rotten. You could have pushed a spoon into it. I learned more on that Monday than I had in the six years before.',
	"How do you go on after something like that? Do you check everything twice, or is there a point where you have to trust what you've done?",
	"You check everything twice and then you trust it. There isn't another way. My boss, Mr. Okafor, used to say that a bridge doesn't read your report.",
	"That's very good.",
	"He had a lot of those. He also said that you should never stand under anything you wouldn't let your mother stand under, and he meant it; he brought her along to every opening we ever had.",
	'Did she enjoy it?',
	'She brought cake.',
	"Perfect. So what's next for you? I read somewhere that you're going to be working on a footbridge in the Lake District, and that it's going to be built without any steel at all.",
];

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

interface Pace {
	/** Characters a second, slowest and fastest turn. */
	slowest: number;
	fastest: number;
}

/**
 * A conversation of two speakers, reproducible from its seed: quick turns, hesitations, interjections, short pauses
 * between speakers. It continues until both `seconds` and `words` are reached.
 */
export function conversation(
	{ seconds = 0, words = 0 }: { seconds?: number; words?: number },
	seed = 1,
	pace: Pace = { slowest: 14, fastest: 25 },
): Speech {
	const random = seeded(seed);
	const spoken: Word[] = [];
	let time = 0.4;
	for (let turn = 0; time < seconds || spoken.length < words; turn += 1) {
		const speaker = turn % 2 === 0 ? 'A' : 'B';
		const rate = pace.slowest + random() * (pace.fastest - pace.slowest);
		for (const text of (TURNS[turn % TURNS.length] ?? '').split(' ')) {
			const length = ((text.length + 1) / rate) * (0.85 + random() * 0.3);
			const hesitation = random() < 0.02 ? 0.3 + random() * 0.7 : random() * 0.02;
			const start = round(time + hesitation);
			const end = round(start + Math.max(0.04, length));
			spoken.push(word(text, start, end, { speaker, confidence: round(0.8 + random() * 0.2) }));
			time = end + (/[.?!]$/.test(text) ? random() * 0.35 : text.endsWith(',') ? random() * 0.12 : 0);
		}
		time += random() < 0.2 ? 0.4 + random() * 1.6 : random() * 0.25;
	}
	return { words: spoken, language: 'en' };
}

/** Two people on two channels who talk at the same time most of the time, reproducible from the seed. */
export function crosstalk(seconds: number, seed: number): Speech {
	const random = seeded(seed);
	const words = ['1', '2'].flatMap((channel, place) => {
		let [shift, last] = [random() * 3, 0];
		return conversation({ seconds }, seed * 10 + place).words.map((each) => {
			if (each.start - last > 0.2 && random() < 0.5) shift += random() * 2;
			last = each.end;
			return word(each.text, round(each.start + shift), round(each.end + shift), { channel });
		});
	});
	return { words: words.sort((a, b) => a.start - b.start), language: 'en' };
}

/** Words of a text one after the other, `rate` characters a second. */
export function spoken(
	text: string,
	language: string | null,
	{ rate = 15, from = 0, more = {} }: { rate?: number; from?: number; more?: Partial<Word> } = {},
): Speech {
	let time = from;
	const words = text.split(' ').map((part) => {
		const start = round(time);
		time += (part.length + 1) / rate;
		return word(part, start, round(time), more);
	});
	return { words, language };
}
