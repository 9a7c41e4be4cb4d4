import { slotUrl } from '../../../nodes/Botlhale/response/slot';
import { fetchLinkedFile } from '../../../nodes/shared/execution/download';
import { CREDENTIAL, fakeApi } from '../../support/fakeApi';
import { fakeExecution, fakeItem } from '../../support/jobs';

/* Links in a vendor's responses lead into the network of n8n only if the vendor's API is there itself. */

const INWARD = [
	'http://127.0.0.1:5678/rest/login',
	'https://127.0.0.1/a.mp3',
	'https://localhost/a.mp3',
	'http://[::1]:6379/',
	'https://[::ffff:127.0.0.1]/',
	'https://169.254.169.254/latest/meta-data',
	'https://10.0.0.7/a.mp3',
	'https://192.168.178.1/',
	'https://vault.internal/v1/secret',
];

const slotWith = (url: string) => ({ url, fields: { key: 'a.wav' } });

describe.each(INWARD)('A public vendor that names %s', (link) => {
	it('gets no download', async () => {
		const api = fakeApi([{ body: 'secret' }]);
		await expect(fetchLinkedFile(fakeItem(fakeExecution()), await api.client(), link, 'a')).rejects.toThrow(
			'leads into a private network',
		);
		expect(api.sent).toEqual([]);
	});

	it('gets no recording', async () => {
		const client = await fakeApi([{}]).client();
		expect(() => slotUrl(client, slotWith(link))).toThrow('leads into a private network');
	});
});

it('A vendor on this machine may name this machine', async () => {
	const url = 'http://127.0.0.1:4010';
	const client = await fakeApi([{}], { ...CREDENTIAL, url }).client();
	expect(slotUrl(client, slotWith(`${url}/storage`))).toBe(`${url}/storage`);
});
