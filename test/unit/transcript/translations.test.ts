import {
	matchLanguage,
	translatedRows,
	translationLanguages,
} from '../../../nodes/shared/transcript/translations';
import { aPiece, aTurn } from '../../support/insights';
import { aTranscript } from '../../support/transcripts';

describe('the language of a translation', () => {
	it.each([
		['DE', ['fr', 'de'], 'de'],
		[' de ', ['fr', 'de'], 'de'],
		['de', ['fr', 'DE '], 'DE '],
		['pt-br', ['pt_BR', 'pt'], 'pt_BR'],
		['zh_hant_hk', ['zh', 'zh-Hant-HK'], 'zh-Hant-HK'],
		['pt', ['de', 'pt-BR'], 'pt-BR'],
		['pt-PT', ['de', 'pt-BR'], 'pt-BR'],
		['pt', ['pt-PT', 'pt-BR'], undefined],
		['it', ['de'], undefined],
		['isiZulu', ['de', 'ISIZULU'], 'ISIZULU'],
		['isiZulu', ['English', 'isiXhosa'], undefined],
		['isiZulu_x', ['isiXhosa', 'isiZulu'], 'isiZulu'],
		['de', [], undefined],
	])('%j among %j is %j', (wanted, languages, expected) => {
		expect(matchLanguage(wanted, languages)).toBe(expected);
	});
});

const spanish = (text: string) => ({ translations: { es: text } });

describe('the languages of a transcript', () => {
	it('are those of its sentences and of its turns, each once', () => {
		const segments = [
			aTurn('A', 0, 'Yes.', { translations: { es: 'Sí.', it: 'Sì.' } }),
			aTurn('B', 1, 'No.'),
			aTurn('A', 2, 'Yes.', spanish('Sí.')),
		];
		const translations = { de: { text: 'Ja.', segments: [] }, es: { text: 'Sí.', segments: [] } };
		expect(translationLanguages(aTranscript([], { segments, insights: { translations } }))).toEqual([
			'de',
			'es',
			'it',
		]);
		expect(translationLanguages(aTranscript([], { segments }))).toEqual(['es', 'it']);
		expect(translationLanguages(aTranscript([]))).toEqual([]);
	});
});

describe('the rows of a translation', () => {
	const segments = [
		aTurn('B', 3, 'No.', spanish('No.')),
		aTurn('A', 1, 'Yes.', { channel: '1', ...spanish('Sí.') }),
		aTurn('A', 5, 'Hm.', spanish(' ')),
		aTurn('A', 6, 'Well.'),
		aTurn('A', 7, 'Sure.', { translations: { it: 'Certo.' } }),
	];
	const turns = [{ ...aPiece('A', 1, 'Sí.'), channel: '1' }, aPiece('B', 3, 'No.')];

	it('are the turns in order of time, without those that are empty', () => {
		expect(translatedRows(aTranscript([], { segments }), 'es')).toEqual(turns);
		const translations = { es: { text: 'Sí. No.', segments: [] } };
		expect(translatedRows(aTranscript([], { segments, insights: { translations } }), 'es')).toEqual(turns);
	});

	it('are the sentences if the vendor has them', () => {
		const sentences = [aPiece('B', 4, 'Claro.'), aPiece('A', 2, '¡Sí!'), aPiece('A', 3, '')];
		const translations = { es: { text: '', segments: sentences } };
		expect(translatedRows(aTranscript([], { segments, insights: { translations } }), 'es')).toEqual([
			sentences[1],
			sentences[0],
		]);
	});

	it('do not exist in another language', () => {
		const translations = { es: { text: '', segments: [aPiece('A', 2, 'Sí')] } };
		expect(translatedRows(aTranscript([], { segments, insights: { translations } }), 'de')).toEqual([]);
		expect(translatedRows(aTranscript([]), 'de')).toEqual([]);
	});
});
