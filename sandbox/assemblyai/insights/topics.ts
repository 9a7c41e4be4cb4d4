import { joinWords } from '../../core/speech/words';
import type { Word } from '../model';
import { wordSentences } from '../text/sentences';
import { bare } from '../text/words';

const TOPICS: ReadonlyArray<{ label: string; words: ReadonlySet<string> }> = [
	{ label: 'MedicalHealth>MedicalServices', words: set('appointment dental clinic doctor patient birth') },
	{
		label: 'Shopping>OnlineShopping',
		words: set('order parcel delivery shipping catalogue customers refund pesanan'),
	},
	{
		label: 'BusinessAndFinance>Business>Logistics',
		words: set('warehouse driver tracking delivery gudang paket'),
	},
	{ label: 'PersonalFinance>Payments', words: set('invoice price prices dollars refund rand rupiah') },
	{ label: 'Technology&Computing>ComputerSoftwareAndApplications', words: set('file link software') },
];

/** Topics per sentence, found with a list of words; the summary is relative to the strongest topic. */
export function topicLabels(words: readonly Word[]) {
	const results = wordSentences(words).flatMap((sentence) => {
		const plain = sentence.map((word) => bare(word.text));
		const labels = TOPICS.map(({ label, words: signs }) => ({
			relevance: Number(Math.min(0.99, plain.filter((word) => signs.has(word)).length * 0.45).toFixed(4)),
			label,
		}))
			.filter(({ relevance }) => relevance > 0)
			.sort((a, b) => b.relevance - a.relevance);
		if (labels.length === 0) return [];
		const timestamp = { start: sentence[0]?.start ?? 0, end: sentence.at(-1)?.end ?? 0 };
		return [{ text: joinWords(sentence), labels, timestamp }];
	});
	const totals = new Map<string, number>();
	for (const { relevance, label } of results.flatMap((row) => row.labels)) {
		totals.set(label, (totals.get(label) ?? 0) + relevance);
	}
	const strongest = Math.max(...totals.values());
	const summary = Object.fromEntries(
		[...totals.entries()]
			.sort(([, a], [, b]) => b - a)
			.map(([label, total]) => [label, Number((total / strongest).toFixed(4))]),
	);
	return { status: 'success', results, summary };
}

function set(words: string): ReadonlySet<string> {
	return new Set(words.split(' '));
}
