import { optionHeaders, type VendorHttp } from '../../../nodes/shared/http/types';
import { FAKE_VENDOR } from '../../support/fakeVendor';

const vendor: VendorHttp = {
	...FAKE_VENDOR,
	requestOptions: {
		fields: [],
		headers: ({ region }) => (typeof region === 'string' ? { 'X-Region': region } : {}),
	},
};

describe('the headers that options make', () => {
	it('are those of the vendor', () => {
		expect(optionHeaders(vendor, { region: 'eu' })).toEqual({ 'X-Region': 'eu' });
	});

	it('are none for a vendor without such options', () => {
		expect(optionHeaders(FAKE_VENDOR, { region: 'eu' })).toEqual({});
	});

	it.each([undefined, null, 'text'])('are none if the options are %p', (options) => {
		expect(optionHeaders(vendor, options)).toEqual({});
	});
});
