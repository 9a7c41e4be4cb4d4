/**
 * Prints how our captions, those of `@deepgram/captions` and the vendors' exports follow the broadcast rules, for
 * generated conversations, every included recording and the vendors' own example. Run: `npx tsx bench/captionTable.ts`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { transcriptSchema as assemblyAiSchema } from '../nodes/AssemblyAi/api/schemas';
import { toTranscript as fromAssemblyAi } from '../nodes/AssemblyAi/response/transcript';
import { buildCues } from '../nodes/shared/captions';
import { transcriptSchema as speechmaticsSchema } from '../nodes/Speechmatics/api/schemas';
import { toTranscript as fromSpeechmatics } from '../nodes/Speechmatics/response/transcript';
import { conversation, word, type Speech } from '../test/support/captionData';
import {
	captionsOf,
	captionsOfSrt,
	deepgramCaptions,
	measure,
	type Caption,
} from '../test/support/captionMeasures';

const readSample = (file: string): string =>
	readFileSync(join(__dirname, '..', 'test', 'fixtures', file), 'utf8');
const sample = (file: string): unknown => JSON.parse(readSample(file));

const recordings = join(__dirname, '..', 'sandbox', 'recordings');

const recordingSchema = z.object({
	language: z.string(),
	words: z.array(
		z.object({
			text: z.string(),
			start: z.number(),
			end: z.number(),
			speaker: z.string().nullable(),
			channel: z.number().nullable(),
		}),
	),
});

function recording(file: string): Speech | null {
	const content: unknown = JSON.parse(readFileSync(join(recordings, file), 'utf8'));
	const parsed = recordingSchema.safeParse(content);
	if (!parsed.success) return null;
	const { words, language } = parsed.data;
	const channels = new Set(words.map(({ channel }) => channel)).size;
	return {
		language,
		words: words.map(({ text, start, end, speaker, channel }) =>
			word(text, start / 1000, end / 1000, { speaker, channel: channels > 1 ? String(channel) : null }),
		),
	};
}

const row = (captions: readonly Caption[]) => {
	const measured = measure(captions);
	return {
		cues: measured.cues,
		'longest line': measured.longestLine,
		'lines >42': measured.longLines,
		'>2 lines': measured.manyLines,
		'<0.83 s': measured.short,
		'>7 s': measured.long,
		'>20 cps': measured.fast,
		overlaps: measured.overlaps,
		'gaps <2 frames': measured.closeGaps,
	};
};

/** The vendors' own exports of the conversation in their documents, each with the response that it was made from. */
const VENDOR_EXPORTS: ReadonlyArray<{ vendor: string; speech: () => Promise<Speech>; srt: string }> = [
	{
		vendor: 'AssemblyAI',
		speech: async () =>
			await fromAssemblyAi(
				assemblyAiSchema.parse(sample('assemblyai/transcript.get.completed.speaker_labels.200.json')),
			),
		srt: 'assemblyai/captions.200.srt',
	},
	{
		vendor: 'Speechmatics',
		speech: async () =>
			await fromSpeechmatics(
				speechmaticsSchema.parse(sample('speechmatics/transcript.json-v2.speaker.200.json')),
			),
		srt: 'speechmatics/transcript.default_37x2.200.srt',
	},
];

async function main(): Promise<void> {
	const table: Record<string, ReturnType<typeof row>> = {};
	const add = async (name: string, speech: Speech) => {
		table[`${name}: ours`] = row(captionsOf(await buildCues(speech)));
		table[`${name}: @deepgram/captions`] = row(await deepgramCaptions(speech.words, true));
		table[`${name}: @deepgram/captions, no utterances`] = row(await deepgramCaptions(speech.words, false));
	};
	for (const seed of [1, 2, 3])
		await add(`conversation ${seed}, 163 s`, conversation({ seconds: 163 }, seed));
	for (const file of readdirSync(recordings).filter((each) => each.endsWith('.json'))) {
		const name = file.replace(/\.json$/, '');
		const speech = recording(file);
		if (speech) await add(name, speech);
	}
	for (const { vendor, speech, srt } of VENDOR_EXPORTS) {
		await add(`clinic, ${vendor}`, await speech());
		table[`clinic, ${vendor}: its own srt`] = row(await captionsOfSrt(readSample(srt)));
	}
	console.table(table);
}

void main();
