import { joinWords, type Notes } from '../../core/speech/words';
import { chapters } from '../insights/summary';
import type { Word } from '../model';
import type { UnderstandingRequest } from '../request/params';
import { wordSentences } from '../text/sentences';

const PROMISE = /\b(will|I'll|let me|please|would like)\b/i;

/** The `summarization` task: one part per chapter. */
export function understandingSummary(
	words: readonly Word[],
	notes: Notes | null,
	task: NonNullable<UnderstandingRequest['summarization']>,
) {
	const summary = chapters(words, notes).map((chapter) => ({
		start: chapter.start,
		end: chapter.end,
		text: task.summary_type === 'bullets' ? `- ${chapter.summary}` : chapter.summary,
		headline: chapter.headline,
	}));
	return { status: 'success', summary_type: task.summary_type, effort: task.effort ?? 'low', summary };
}

/** The `action_items` task: sentences with a promise or a request. */
export function actionItems(words: readonly Word[], task: NonNullable<UnderstandingRequest['action_items']>) {
	const items = wordSentences(words)
		.map((sentence) => ({ quote: joinWords(sentence), timestamp: sentence[0]?.start ?? 0 }))
		.filter(({ quote }) => PROMISE.test(quote))
		.map(({ quote, timestamp }) => ({ action_item: quote.replace(/[.?!]+$/u, ''), quote, timestamp }));
	return { status: 'success', effort: task.effort ?? 'low', items };
}
