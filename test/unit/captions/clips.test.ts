import { padClips, toClipEdl, toConcatList } from '../../../nodes/shared/captions/files/clips';

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

it('clips that touch are one, and those between which a moment is left out are not', () => {
	const first = { start: 0, end: 1 };
	expect(padClips([first, { start: 1, end: 2 }], 0, null)).toEqual([{ start: 0, end: 2 }]);
	expect(padClips([first, { start: 1.001, end: 2 }], 0, null)).toHaveLength(2);
	expect(padClips([{ start: 0, end: 9 }, first], 0, null)).toEqual([{ start: 0, end: 9 }]);
	// A part may be longer than the recording is said to be.
	expect(padClips([{ start: 8, end: 12 }], 1, 10)).toEqual([{ start: 7, end: 12 }]);
});

it('an EDL has at least one frame of each clip, and no gap between clips', () => {
	const edl = toClipEdl(
		[
			{ start: 1, end: 1 },
			{ start: 2, end: 4 },
			{ start: 65, end: 66 },
		],
		25,
		'x',
		'call\n1.mp3',
	);
	expect(edl.match(/(?:\d\d:){3}\d\d/g)).toEqual([
		...['00:00:01:00', '00:00:01:01', '00:00:00:00', '00:00:00:01'],
		...['00:00:02:00', '00:00:04:00', '00:00:00:01', '00:00:02:01'],
		...['00:01:05:00', '00:01:06:00', '00:00:02:01', '00:00:03:01'],
	]);
	expect(edl).toContain('* FROM CLIP NAME: call 1.mp3\n');
});

it('a list for FFmpeg names the recording in quotes that nothing in its name ends', () => {
	const clips = [
		{ start: 0, end: 1.5 },
		{ start: 8.25, end: 10 },
	];
	expect(toConcatList(clips, "it's\n1.mp3")).toBe(
		'ffconcat version 1.0\n' +
			"file 'it'\\''s 1.mp3'\ninpoint 0\noutpoint 1.5\n" +
			"file 'it'\\''s 1.mp3'\ninpoint 8.25\noutpoint 10\n",
	);
	expect(toConcatList([], 'a.mp3')).toBe('ffconcat version 1.0\n');
});
