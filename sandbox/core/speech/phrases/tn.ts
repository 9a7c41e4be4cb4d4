import type { Phrases } from './types';

export const setswana: Phrases = {
	language: 'tn',
	codes: ['tn', 'tsn'],
	turns: [
		{ speaker: 0, text: 'Dumela, leina la me ke {person_name:Kagiso}.' },
		{ speaker: 1, text: 'Dumela rra, o kae?' },
		{ speaker: 0, text: 'Ke teng, ke a leboga. Nka go thusa jang?' },
		{ speaker: 1, text: 'Ke batla go botsa ka dithoto tsa me.' },
		{ speaker: 0, text: 'Go siame. Di tla goroga {date:ka moso}.' },
		{ speaker: 1, text: 'Ke a leboga thata. Sala sentle.' },
	],
};
