import { notifyUrlIn } from '../../../nodes/Botlhale/response/notifyUrl';

describe('the callback URL in a job ID', () => {
	it.each([
		[
			// The example of Botlhale AI's documents.
			'asr_618Ilr3ux6b7__16000_BotlhaleAI999__True_https:******botlhaleai**free**beeceptor**com_3M50XY73w6LS29012025_230351',
			'https://botlhaleai.free.beeceptor.com',
		],
		[
			'BotlhaleAI999/asr_618Ilr3ux6b7_en-ZA_16000_BotlhaleAI999__False_http:******127**0**0**1:5678***webhook***a-1***2***ff_3M50XY73w6LS29012025_230351.wav',
			'http://127.0.0.1:5678/webhook/a-1/2/ff',
		],
	])('is read from %s', (jobId, url) => {
		expect(notifyUrlIn(jobId)).toBe(url);
	});

	it('is null where its part is empty', () => {
		expect(
			notifyUrlIn(
				'BotlhaleAI999/asr_203vpAc0el98__16000_BotlhaleAI999__False__i74Y1R29J5lo21022025_081733.wav',
			),
		).toBeNull();
	});

	it.each(['asr_a7ki4qpZ0635_zu-ZA_16000_19y3NDgP76m4.wav', 'asr_uploads/audio_a7ki4qpZ0635.wav', 'x', ''])(
		'is unknown in %j',
		(jobId) => {
			expect(notifyUrlIn(jobId)).toBeUndefined();
		},
	);
});
