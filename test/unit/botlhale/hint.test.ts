import { possibleJobIds } from '../../../nodes/Botlhale/callback/jobHint';

it.each([
	['org/asr_1.wav', ['org/asr_1.wav', 'asr_1.wav']],
	['asr_1.wav', ['org/asr_1.wav', 'asr_1.wav']],
	['asr_1', ['org/asr_1.wav', 'asr_1.wav', 'asr_1']],
	['audios/asr_1.wav', ['org/asr_1.wav', 'audios/asr_1.wav', 'asr_1.wav']],
	['org/asr_1', ['org/asr_1.wav', 'asr_1.wav', 'org/asr_1']],
	[
		'asr_6__16000_org__True_https:******hooks**example**com_3M50XY02032026_051522',
		[
			'org/asr_6__16000_org__True_https:******hooks**example**com_3M50XY02032026_051522.wav',
			'asr_6__16000_org__True_https:******hooks**example**com_3M50XY02032026_051522.wav',
			'asr_6__16000_org__True_https:******hooks**example**com_3M50XY02032026_051522',
		],
	],
])('disagreement 13: «%s» may stand for these jobs', (name, expected) => {
	expect(possibleJobIds(name, 'org')).toEqual(expected);
});
