import type { Passage } from '../transcript/sentences';
import { plainWords } from './plain';

const BUILT_IN: Readonly<Record<string, string>> = {
	'Business & Finance': 'invoice price prices dollars refund order customers rand rupiah',
	Education: 'school teacher lesson university',
	Entertainment: 'film music game theatre',
	'Events & Attractions': 'concert festival museum holidays',
	'Food & Drink': 'restaurant dinner coffee menu',
	'News & Politics': 'government election minister newspaper',
	Science: 'laboratory research experiment',
	Sports: 'match player team goal',
	'Technology & Computing': 'software link file computer email',
	Travel: 'flight hotel airport train',
};

/** Most topics a request may name. */
export const MOST_TOPICS = 10;

/**
 * Segments are sentences with a word of a topic: the topic's own words in singular or plural, or, for built-in topics,
 * words of a list.
 */
export function detectTopics(sentences: readonly Passage[], requested: readonly string[] | null) {
	const topics = (requested ?? Object.keys(BUILT_IN)).map((topic) => ({
		topic,
		signs: new Set(
			(requested === null ? plainWords(BUILT_IN[topic] ?? '') : plainWords(topic)).map(singular),
		),
	}));
	const segments = sentences.flatMap(({ text, start, end }) => {
		const words = plainWords(text).map(singular);
		const found = topics.filter(({ signs }) => words.some((word) => signs.has(word)));
		if (found.length === 0) return [];
		return [{ text, start_time: start, end_time: end, topics: found.map(({ topic }) => ({ topic })) }];
	});
	const overall = Object.fromEntries(
		topics.map(({ topic }) => [
			topic,
			segments.filter((segment) => segment.topics.some((each) => each.topic === topic)).length,
		]),
	);
	return { segments, summary: { overall } };
}

function singular(word: string): string {
	return word.replace(/s$/u, '');
}
