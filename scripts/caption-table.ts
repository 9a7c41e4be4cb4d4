/**
 * Prints, for generated conversations and for every shipped recording, how our captions and those of
 * `@deepgram/captions` keep the broadcast rules. Run: `npx tsx scripts/caption-table.ts`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { buildCues } from '../nodes/shared/captions';
import { conversation, word, type Speech } from '../test/support/captionData';
import {
	captionsOf,
	captionsOfSrt,
	deepgramCaptions,
	measure,
	type Caption,
} from '../test/support/captionMeasures';

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

/** The vendor's own export of a recording lies beside it where there is one, e.g. `name.assemblyai.srt`. */
async function exportsOf(name: string): Promise<Array<[string, Caption[]]>> {
	const files = readdirSync(recordings).filter(
		(file) => file.startsWith(`${name}.`) && file.endsWith('.srt'),
	);
	return await Promise.all(
		files.map(async (file): Promise<[string, Caption[]]> => [
			file,
			await captionsOfSrt(readFileSync(join(recordings, file), 'utf8')),
		]),
	);
}

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
		if (!speech) continue;
		await add(name, speech);
		for (const [source, captions] of await exportsOf(name)) table[`${name}: ${source}`] = row(captions);
	}
	console.table(table);
}

void main();
