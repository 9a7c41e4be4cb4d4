import { joinWords } from '../../core/speech/words';
import type { Word } from '../model';
import { wordSentences } from '../text/sentences';
import { bare } from '../text/words';

const LABELS: ReadonlyArray<{
	label: string;
	confidence: number;
	severity: number;
	words: readonly string[];
}> = [
	{ label: 'profanity', confidence: 0.94, severity: 0.31, words: ['damn'] },
	{
		label: 'health_issues',
		confidence: 0.61,
		severity: 0.12,
		words: ['dental', 'clinic', 'doctor', 'birth'],
	},
	{ label: 'financials', confidence: 0.72, severity: 0.08, words: ['invoice', 'refund', 'dollars'] },
];

const SEVERITIES = { low: 0.97, medium: 0.02, high: 0.01 };

/** Sensitive content per sentence, found with a list of words; labels below `minConfidence` (0 to 1) are omitted. */
export function safetyLabels(words: readonly Word[], minConfidence: number) {
	const results = wordSentences(words).flatMap((sentence, i) => {
		const plain = sentence.map((word) => bare(word.text));
		const labels = LABELS.filter(
			(each) => each.confidence >= minConfidence && each.words.some((word) => plain.includes(word)),
		).map(({ label, confidence, severity }) => ({ label, confidence, severity }));
		if (labels.length === 0) return [];
		return [
			{
				text: joinWords(sentence),
				labels,
				sentences_idx_start: i,
				sentences_idx_end: i,
				timestamp: { start: sentence[0]?.start ?? 0, end: sentence.at(-1)?.end ?? 0 },
			},
		];
	});
	const found = new Map(
		results.flatMap((row) => row.labels).map(({ label, confidence }) => [label, confidence]),
	);
	return {
		status: 'success',
		results,
		summary: Object.fromEntries(found),
		severity_score_summary: Object.fromEntries([...found.keys()].map((label) => [label, SEVERITIES])),
	};
}
