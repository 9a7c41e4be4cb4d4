import { toTranscript } from '../../../nodes/AssemblyAi/response/transcript';
import { buildCues } from '../../../nodes/shared/captions';
import { trackLabels } from '../../../nodes/shared/captions/labels';
import { isRecord } from '../../../nodes/shared/core/json';
import { parseLongJson } from '../../../nodes/shared/core/longJson';
import { createNormaliser } from '../../../nodes/shared/search/normalise';
import { speakerLabel } from '../../../nodes/shared/transcript/render/speakers';
import { aTranscript, aWord } from '../../support/transcripts';

/** Work on a vendor's text must not grow faster than the text. Quadratic work on these inputs takes minutes. */
const LIMIT_MS = 15_000;

it.each(['a', '漢', 'ก', 'a-', '\u0301'])(
	'captions of one word of many %j take linear time',
	async (part) => {
		const cues = await buildCues(aTranscript([aWord(part.repeat(50_000), 0)]), {});
		expect(cues.length).toBeLessThan(200_000);
	},
	LIMIT_MS,
);

it('labels of 20,000 speakers take linear time', () => {
	const tracks = Array.from({ length: 20_000 }, (_, index) => ({
		speaker: `S${index}`,
		channel: `${index % 2}`,
		words: [],
	}));
	let reads = 0;
	const counted = new Proxy(tracks, {
		get: (target, key, receiver): unknown => {
			reads += 1;
			return Reflect.get(target, key, receiver);
		},
	});
	expect(trackLabels(counted, {})).toHaveLength(20_000);
	expect(reads).toBeLessThan(20_000 * 20);
});

it('a speaker name of 1 MB is a name', () => {
	const name = `${'0'.repeat(1_000_000)}!`;
	expect(speakerLabel(name)).toBe(name);
});

it.each(['1', 'é', 'é.', '1,', '1 '])(
	'a word of 1 MB of %j is normalized in linear time',
	(part) => {
		const normalise = createNormaliser({ ignoreAccents: true, language: 'en' });
		expect(normalise(part.repeat(500_000)).length).toBeGreaterThan(0);
	},
	LIMIT_MS,
);

it(
	'an object of a million keys is parsed like JSON.parse',
	async () => {
		const text = `{${Array.from({ length: 1_000_000 }, (_, index) => `"k${index}":${index}`).join(',')}}`;
		const parsed = await parseLongJson(text);
		if (!isRecord(parsed)) throw new Error('Not an object');
		expect(Object.keys(parsed)).toHaveLength(1_000_000);
		expect(parsed).toMatchObject({ k0: 0, k999999: 999_999 });
	},
	LIMIT_MS,
);

it(
	'20,000 words and utterances at the same time take linear time',
	async () => {
		const word = (end: number) => ({ text: 'a', start: 0, end, confidence: 1, speaker: 'A' });
		const count = 20_000;
		const { segments } = await toTranscript({
			id: 'job',
			status: 'completed',
			text: 'a',
			words: Array.from({ length: count }, (_, index) => word(index)),
			utterances: Array.from({ length: count }, () => ({
				text: 'a',
				start: 0,
				end: 9,
				speaker: 'A',
				words: [word(count - 1)],
			})),
		});
		expect(segments).toHaveLength(count);
	},
	LIMIT_MS,
);
