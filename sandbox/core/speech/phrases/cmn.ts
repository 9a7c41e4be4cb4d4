import type { Phrases } from './types';

/** Spaces separate the words here; they are removed when the words are written. */
export const mandarin: Phrases = {
	language: 'cmn',
	codes: ['cmn', 'zh', 'zho'],
	turns: [
		{ speaker: 0, text: '早上 好， 我 是 {person_name:王芳}。' },
		{ speaker: 1, text: '早上 好。 我 的 订单 还 没有 到。' },
		{ speaker: 0, text: '对不起。 请问 订单 号码 是 多少？' },
		{ speaker: 1, text: '号码 是 {number_sequence:4719}。 我 {date:三月三日} 下 的 订单。' },
		{ speaker: 0, text: '包裹 明天 到 {location:上海}。' },
		{ speaker: 1, text: '好 的， 谢谢。' },
	],
};
