import { z } from 'zod/v4';

import { checkResponse, mapChecked } from '../transcript/check';
import type { Insights } from '../transcript/model';
import { fromMs } from '../transcript/values';
import { addToken, fromWords, type SourceWord } from './build';
import type { JsonFormat } from './format';
import { first } from './members';

const tokenSchema = z.looseObject({
	text: z.string(),
	start_ms: z.number().nullish(),
	end_ms: z.number().nullish(),
	confidence: z.number().nullish(),
	speaker: z.union([z.string(), z.number()]).nullish(),
	language: z.string().nullish(),
	is_audio_event: z.boolean().nullish(),
	/** Tokens of the translation have no times. */
	translation_status: z.string().nullish(),
});

const outlineSchema = z.lazy(() =>
	z.looseObject({
		id: z.string().nullish(),
		text: z.string().nullish(),
		tokens: z.array(z.unknown()),
	}),
);

/** The transcript of Soniox's asynchronous API. Its tokens are parts of words: a space begins a new word. */
export const soniox: JsonFormat = {
	id: 'soniox',
	name: 'Soniox',
	recognizes: ({ tokens }) => {
		const token = first(tokens);
		return token !== undefined && 'text' in token && 'start_ms' in token;
	},
	read: async (value) => {
		const { id, tokens } = checkResponse(outlineSchema, value);
		const words: SourceWord[] = [];
		const events: NonNullable<Insights['audioEvents']> = [];
		const languages = new Map<string, number>();
		const all = await mapChecked(tokens, 'tokens', tokenSchema, (token) => token);
		for (const token of all) {
			if (token.translation_status === 'translation') continue;
			const start = fromMs(token.start_ms ?? 0);
			const end = fromMs(token.end_ms ?? token.start_ms ?? 0);
			if (token.is_audio_event === true) {
				events.push({
					start,
					end,
					type: token.text.trim(),
					confidence: token.confidence ?? null,
					channel: null,
				});
				continue;
			}
			if (token.language) languages.set(token.language, (languages.get(token.language) ?? 0) + 1);
			addToken(words, { ...token, start, end, speaker: labelOf(token.speaker) });
		}
		const [language] = [...languages].sort((a, b) => b[1] - a[1])[0] ?? [];
		return await fromWords(
			{
				vendor: 'soniox',
				jobId: id,
				language,
				insights: events.length > 0 ? { audioEvents: events } : {},
			},
			words.map((word) => (languages.size > 1 ? word : { ...word, language: null })),
		);
	},
};

function labelOf(speaker: string | number | null | undefined): string | null {
	return speaker === null || speaker === undefined || speaker === '' ? null : String(speaker);
}
