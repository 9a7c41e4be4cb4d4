import type { Phrases } from './types';

export const zulu: Phrases = {
	language: 'zu',
	codes: ['zu', 'zul'],
	turns: [
		{ speaker: 0, text: 'Sawubona, igama lami ngingu {person_name:Sipho Dlamini}.' },
		{ speaker: 1, text: 'Yebo, sawubona. Unjani namhlanje?' },
		{ speaker: 0, text: 'Ngiyaphila, ngiyabonga. Wena unjani?' },
		{ speaker: 1, text: 'Nami ngiyaphila. Ngifuna ukubuza nge-oda yami.' },
		{ speaker: 0, text: 'Kulungile. Ngicela inombolo ye-oda.' },
		{ speaker: 1, text: 'Inombolo ithi {number_sequence:4 7 1 9}.' },
		{ speaker: 0, text: 'Ngiyabonga. Iphasela lizofika {date:kusasa} e-{location:Thekwini}.' },
		{ speaker: 1, text: 'Ngiyabonga kakhulu. Usale kahle.' },
	],
};
