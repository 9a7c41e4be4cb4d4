import { prosaHttp, prosaTriggerHttp, prosaWakeUpHttp } from '../../../nodes/Prosa/api/http';

const read = (body: object, status = 400) => prosaHttp.parseError(status, JSON.stringify(body));

describe('placeholders in a message', () => {
	it('are filled from the context, and what the message omits is added', () => {
		expect(
			read({
				status: 'asr_request_file_too_large',
				message: 'Request too large: {duration} > {max_duration}',
				context: { duration: '90', max_duration: '60', channel: 2 },
			}).message,
		).toBe('Request too large: 90 > 60 (channel 2)');
	});

	it('are filled once, so that values that contain placeholders do not grow', () => {
		const names = Array.from({ length: 20 }, (_, index) => `k${index}`);
		const context = Object.fromEntries(names.map((name, index) => [name, `{k${index + 1}}`.repeat(10)]));
		const { message = '' } = read({ message: '{k0}'.repeat(100), context });
		expect(message.startsWith('{k1}{k1}')).toBe(true);
		expect(message.length).toBeLessThan(20_000);
	});

	it('of a long message are filled in linear time', () => {
		const { message = '' } = read({ message: '{'.repeat(1_000_000), context: { a: 'b'.repeat(1_000_000) } });
		expect(message.length).toBeLessThan(10_000);
	});
});

it.each(['asr_request_waiting_not_allowed', 'asr_request_file_too_large'])(
	'the hint of %s names the settings of every operation',
	(status) => {
		expect(read({ status, message: 'x' }).hint).toMatch(
			/"config\.wait" from "Additional Parameters \(JSON\)".*"Server-Side Wait" to "Never" if the operation has it/,
		);
	},
);

it.each([401, 403, 404])('the hint of a %i without a known code does not name a region', (status) => {
	for (const http of [prosaHttp, prosaTriggerHttp, prosaWakeUpHttp]) {
		const { hint } = http.parseError(status, '{"message":"Not now"}');
		expect(hint).toMatch(/^(?!.*region).*\.$/);
	}
});

describe('the hint of a 422', () => {
	const invalid = (loc: string[]) => ({
		detail: [{ loc, msg: 'field required', type: 'value_error.missing' }],
	});

	it.each(['model', 'engine'])('names "Send Model As" if config.%s is missing', (name) => {
		expect(read(invalid(['body', 'config', name]), 422)).toMatchObject({
			code: 'request_validation_error',
			hint: expect.stringContaining('"Send Model As"'),
		});
	});

	it('does not name it for other fields', () => {
		expect(read(invalid(['body', 'config', 'speaker_count']), 422).hint).toMatch(/Additional Parameters/);
	});
});
