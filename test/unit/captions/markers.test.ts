import {
	frameTimecode,
	markersOf,
	toEdl,
	toFcpxml,
	toXmeml,
	type Marker,
} from '../../../nodes/shared/captions/files/markers';
import { aCue } from '../../support/captionData';

const marker = (start: number, end: number, rest: Partial<Marker> = {}): Marker => ({
	start,
	end,
	name: 'a',
	note: '',
	...rest,
});
const MARKERS = [marker(0, 1, { name: 'x <y>' }), marker(61.5, 61.5, { note: 'Ann & Ben' })];

it('a marker has the lines of a caption on one line, and its speaker', () => {
	expect(
		markersOf([aCue({ start: 1, end: 2, lines: ['a', 'b'], speaker: 'A' }), aCue({ lines: ['c'] })]),
	).toEqual([
		{ start: 1, end: 2, name: 'a b', note: 'A' },
		{ start: 0, end: 1, name: 'c', note: '' },
	]);
});

it.each([
	[0, 25, '00:00:00:00'],
	[24, 25, '00:00:00:24'],
	[25, 25, '00:00:01:00'],
	[1500, 25, '00:01:00:00'],
	[25 * 3600 * 11 + 25 * 61, 25, '11:01:01:00'],
	[30, 29.97, '00:00:01:00'],
])('frame %d at %d frames a second is %s', (frames, rate, timecode) => {
	expect(frameTimecode(frames, rate)).toBe(timecode);
});

it('an EDL has each text on one line, without the marks that end it', () => {
	const edl = toEdl([marker(0, 1, { name: 'a | b \n\n |c' })], 25, 'two\n\nlines');
	expect(edl).toContain('TITLE: two lines\n');
	expect(edl).toContain(' |C:ResolveColorBlue |M:a / b /c |D:25\n');
});

it.each([
	[25, '100/2500s', '100/2500s', '153800/2500s'],
	[29.97, '1001/30000s', '1001/30000s', '1844843/30000s'],
	// A rate that is no standard.
	[12.5, '1000/12500s', '1000/12500s', '769000/12500s'],
])('FCPXML at %d frames a second has times of whole frames', (rate, frame, shortest, start) => {
	const xml = toFcpxml(MARKERS, rate, 'Q & A');
	expect(xml).toContain(`frameDuration="${frame}"`);
	expect(xml.match(/<marker .*/g)).toEqual([
		expect.stringMatching(/^<marker start="0s" duration="\d+\/\d+s" value="x &lt;y&gt;"\/>$/),
		`<marker start="${start}" duration="${shortest}" value="a" note="Ann &amp; Ben"/>`,
	]);
	expect(xml).toContain('<project name="Q &amp; A">');
	expect(xml).not.toContain('undefined');
	expect(xml).toMatch(/<gap [^>]*>\n {14}<marker [^>]*>\n {14}<marker [^>]*>\n {12}<\/gap>/);
});

it('a timeline is as long as its last marker, and has one frame without markers', () => {
	expect(toXmeml([marker(5, 6), marker(0, 1)], 25, 'x')).toContain('<duration>150</duration>');
	expect(toXmeml([], 25, 'x')).toContain('<duration>1</duration>');
	expect(toFcpxml([], 25, 'x')).toContain('duration="100/2500s"');
});

it('the XML of Final Cut Pro 7 has a marker after the other', () => {
	expect(toXmeml(MARKERS, 25, 'Q & A')).toContain(
		'    <marker><name>x &lt;y&gt;</name><comment></comment><in>0</in><out>25</out></marker>\n' +
			'    <marker><name>a</name><comment>Ann &amp; Ben</comment><in>1538</in><out>1539</out></marker>\n  </sequence>\n',
	);
});
