import { withNormalizedUrls } from '../../../nodes/shared/fields/urlMembers';

const PATHS = ['webhook_url', 'fetch_data.url', 'fetch_text.url', 'notification_config.url'];

const GIVEN = ' https://example.com/a b.mp3\n';
const SENT = 'https://example.com/a%20b.mp3';

it('every URL of a request is normalized', () => {
	const config = {
		type: 'transcription',
		webhook_url: GIVEN,
		fetch_data: { url: GIVEN, auth_headers: ['X-A: b'] },
		fetch_text: { url: GIVEN },
		notification_config: [{ url: GIVEN, method: 'put' }, { url: 'https://example.com/x?a=%2b' }],
	};
	expect(withNormalizedUrls(config, PATHS)).toEqual({
		type: 'transcription',
		webhook_url: SENT,
		fetch_data: { url: SENT, auth_headers: ['X-A: b'] },
		fetch_text: { url: SENT },
		notification_config: [{ url: SENT, method: 'put' }, { url: 'https://example.com/x?a=%2b' }],
	});
	expect(config.fetch_data.url).toBe(GIVEN);
});

it('anything else is left to the rules that reject it', () => {
	const config = { fetch_data: null, fetch_text: 'x', notification_config: [null, 'x', { url: 'x' }, {}] };
	expect(withNormalizedUrls(config, PATHS)).toEqual(config);
});
