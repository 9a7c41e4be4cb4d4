import { bareName, fileNamesOf, jobIdsOf } from '../../../nodes/Botlhale/api/fileNames';

const FOUR = ['org/asr_1.wav', 'asr_1.wav', 'org/asr_1', 'asr_1'];

it.each(FOUR)('disagreement 13: %s may be known by all four names, the given one first', (given) => {
	const names = fileNamesOf(given, 'org');
	expect(names[0]).toBe(given);
	expect([...names].sort()).toEqual([...FOUR].sort());
	expect(new Set(names.map(bareName))).toEqual(new Set(['asr_1']));
});

it.each([
	['audios/asr_1.wav', ['audios/asr_1.wav', 'org/asr_1.wav', 'asr_1.wav', 'org/asr_1', 'asr_1']],
	['/asr_1.wav', ['asr_1.wav', 'org/asr_1.wav', 'org/asr_1', 'asr_1']],
	[' asr_1.WAV ', ['asr_1.WAV', 'org/asr_1.wav', 'asr_1.wav', 'org/asr_1', 'asr_1']],
	['call.mp3', ['call.mp3', 'org/call.mp3']],
	[
		'asr_6__16000_org__True_https:******hooks**example**com_3M50XY02032026_051522',
		[
			'asr_6__16000_org__True_https:******hooks**example**com_3M50XY02032026_051522',
			'org/asr_6__16000_org__True_https:******hooks**example**com_3M50XY02032026_051522.wav',
			'asr_6__16000_org__True_https:******hooks**example**com_3M50XY02032026_051522.wav',
			'org/asr_6__16000_org__True_https:******hooks**example**com_3M50XY02032026_051522',
		],
	],
])('%s may be known by these names', (given, expected) => {
	expect(fileNamesOf(given, 'org')).toEqual(expected);
});

it.each(FOUR)('the job ID for %s has the organisation and the extension, like most keys', (given) => {
	const names = jobIdsOf(given, 'org');
	expect(names[0]).toBe('org/asr_1.wav');
	expect([...names].sort()).toEqual([...FOUR].sort());
});
