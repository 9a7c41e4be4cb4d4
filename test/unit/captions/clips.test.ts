import { padClips, toClipEdl } from '../../../nodes/shared/captions/files/clips';

const PARTS = [
	{ start: 9.5, end: 10 },
	{ start: 0.4, end: 1 },
	{ start: 2.5, end: 3 },
];

it('clips have time around them, join where they touch, and end with the recording', () => {
	expect(padClips(PARTS, 1, 10.5)).toEqual([
		{ start: 0, end: 4 },
		{ start: 8.5, end: 10.5 },
	]);
	expect(padClips(PARTS, 0, null)).toEqual([PARTS[1], PARTS[2], PARTS[0]]);
	expect(padClips([{ start: 3, end: 3 }], 0, 10)).toEqual([]);
});

it('an EDL places the clips one after the other', () => {
	const edl = toClipEdl(padClips(PARTS, 1, 10.5), 25, 'Refunds\n', 'call 1.mp3');
	expect(edl).toBe(
		'TITLE: Refunds \nFCM: NON-DROP FRAME\n' +
			'\n001  AX       B     C        00:00:00:00 00:00:04:00 00:00:00:00 00:00:04:00\n* FROM CLIP NAME: call 1.mp3\n' +
			'\n002  AX       B     C        00:00:08:12 00:00:10:13 00:00:04:00 00:00:06:01\n* FROM CLIP NAME: call 1.mp3\n',
	);
});
