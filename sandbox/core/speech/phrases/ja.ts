import type { Phrases } from './types';

/** Spaces separate the words here; they are removed when the words are written. */
export const japanese: Phrases = {
	language: 'ja',
	codes: ['ja', 'jpn'],
	turns: [
		{ speaker: 0, text: 'おはよう ございます。 {person_name:佐藤} です。' },
		{ speaker: 1, text: 'おはよう ございます。 注文 が まだ 届いて いません。' },
		{ speaker: 0, text: '申し訳 ありません。 注文 番号 は 何番 ですか？' },
		{ speaker: 1, text: '番号 は {number_sequence:4719} です。 {date:三月三日} に 注文 しました。' },
		{ speaker: 0, text: '荷物 は 明日 {location:大阪} に 着きます。' },
		{ speaker: 1, text: 'わかりました、 ありがとう ございます。' },
	],
};
