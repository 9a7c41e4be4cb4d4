import { matchesSecret, webhookSecrets } from '../../../nodes/shared/webhook/secret';

describe('the webhook secrets of a credential', () => {
	it('start with the one to send', () => {
		expect(webhookSecrets({ previousWebhookSecret: 'old', webhookSecret: 'new' })).toEqual(['new', 'old']);
	});

	it('have no white space around them', () => {
		expect(webhookSecrets({ webhookSecret: ' new \n' })).toEqual(['new']);
	});

	it.each([{}, { webhookSecret: '' }, { webhookSecret: ' ' }, { webhookSecret: 7 }])(
		'are none in %j',
		(credential) => {
			expect(webhookSecrets(credential)).toEqual([]);
		},
	);

	it('may be the previous one only', () => {
		expect(webhookSecrets({ webhookSecret: '', previousWebhookSecret: 'old' })).toEqual(['old']);
	});
});

describe('a callback', () => {
	it.each(['new', 'old'])('is authenticated by any of the secrets (%s)', (value) => {
		expect(matchesSecret(value, ['new', 'old'])).toBe(true);
	});

	it.each(['', 'ne', 'newer', 'NEW', 'new,old', undefined, null, 7, ['new'], { new: 'new' }])(
		'is not authenticated by %j',
		(value) => {
			expect(matchesSecret(value, ['new', 'old'])).toBe(false);
		},
	);

	it.each(['', 'new', undefined])('is not authenticated by %j if there is no secret', (value) => {
		expect(matchesSecret(value, [])).toBe(false);
	});

	it.each(['', undefined])('is not authenticated by %j even if the secret is empty', (value) => {
		expect(matchesSecret(value, [''])).toBe(false);
	});
});
