import { checkFileSize, type FileLimit } from '../../../nodes/shared/fields/recordingFields';
import { fakeSource } from '../../support/fakeNode';

const check = (size: number, limit: Partial<FileLimit> = {}) => {
	const file = {
		fileName: 'a.wav',
		mimeType: 'audio/wav',
		size,
		identity: async () => '',
		open: async () => Buffer.of(),
	};
	checkFileSize(fakeSource(), file, { vendorName: 'Acme', maxBytes: 2e9, ...limit });
};

it('accepts a file of exactly the largest size', () => {
	expect(() => check(2e9)).not.toThrow();
});

it('names the size of a larger file, and the limit with its condition', () => {
	expect(() => check(2_010_000_000)).toThrow('is a file of 2.01 GB, but Acme accepts at most 2 GB');
	expect(() => check(2.5e9, { condition: 'if the audio is redacted' })).toThrow(
		'accepts at most 2 GB if the audio is redacted',
	);
});
