import type { Phrases } from './types';

export const afrikaans: Phrases = {
	language: 'af',
	codes: ['af', 'afr'],
	turns: [
		{
			speaker: 0,
			text: 'Goeiemôre, dit is {person_name:Annelie Botha} van {organization:Tafelbaai Voorrade}.',
		},
		{ speaker: 1, text: 'Goeiemôre. Ek bel oor my bestelling wat nog nie hier is nie.' },
		{ speaker: 0, text: 'Ek is jammer om dit te hoor. Wat is die bestelnommer?' },
		{ speaker: 1, text: 'Dit is {number_sequence:4 7 1 9}. Ek het dit op {date:3 Maart} geplaas.' },
		{ speaker: 0, text: 'Dankie. Gee my asseblief net een oomblik.' },
		{ speaker: 1, text: 'Dit moes al {date:Vrydag} hier gewees het.' },
		{ speaker: 0, text: 'Die pakkie het te laat uit {location:Durban} vertrek. Dit sal môre by u wees.' },
		{ speaker: 1, text: 'Goed. Kry ek die versendingskoste terug?' },
		{ speaker: 0, text: 'Ja, ons betaal {money_amount:45 rand} terug.' },
		{ speaker: 1, text: 'Baie dankie vir jou hulp. Lekker dag verder.' },
	],
};
