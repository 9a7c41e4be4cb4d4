import { faultsIn, tally } from '../../../bench/lib/night/tally';

const ordered = ['a.mp3', 'b.mp3', 'c.mp3'];
const jobs = ['1', '2', '3'];
const deliveries = [
	{ recording: 'a.mp3', jobId: '1' },
	{ recording: 'b.mp3', jobId: '2' },
	{ recording: 'c.mp3', jobId: '3' },
];

it('finds nothing if each recording has one job and one transcript', () => {
	const result = tally(ordered, jobs, deliveries);
	expect(result).toEqual({ lost: [], surplus: 0, paidTwice: 0, undelivered: [] });
	expect(faultsIn(result)).toBe(0);
});

it('counts a recording without a transcript as lost, and names its job', () => {
	const result = tally(ordered, jobs, deliveries.slice(1));
	expect(result).toEqual({ lost: ['a.mp3'], surplus: 0, paidTwice: 0, undelivered: ['1'] });
	expect(faultsIn(result)).toBe(1);
});

it('counts a recording that never became a job as lost', () => {
	expect(tally(ordered, ['2', '3'], deliveries.slice(1))).toEqual({
		lost: ['a.mp3'],
		surplus: 0,
		paidTwice: 0,
		undelivered: [],
	});
});

it('counts a transcript that came twice from one job, which was paid once', () => {
	const result = tally(ordered, jobs, [...deliveries, { recording: 'b.mp3', jobId: '2' }]);
	expect(result).toMatchObject({ lost: [], surplus: 1, paidTwice: 0 });
	expect(faultsIn(result)).toBe(1);
});

it('counts two jobs of a recording as paid twice, whether both transcripts came back or one', () => {
	const again = { recording: 'b.mp3', jobId: '4' };
	expect(tally(ordered, [...jobs, '4'], [...deliveries, again])).toMatchObject({ surplus: 1, paidTwice: 1 });
	expect(tally(ordered, [...jobs, '4'], deliveries)).toMatchObject({ surplus: 0, paidTwice: 1 });
});

it('does not let a second job of one recording hide that another was lost', () => {
	const result = tally(ordered, jobs, [
		{ recording: 'a.mp3', jobId: '1' },
		{ recording: 'b.mp3', jobId: '2' },
		{ recording: 'b.mp3', jobId: '3' },
	]);
	expect(result).toEqual({ lost: ['c.mp3'], surplus: 1, paidTwice: 1, undelivered: [] });
});

it('counts a transcript of a recording that was not ordered', () => {
	expect(tally(ordered, jobs, [...deliveries, { recording: 'z.mp3', jobId: '9' }]).surplus).toBe(1);
});

it('recognises a job whose ID has another spelling', () => {
	expect(
		tally(
			['a.mp3'],
			['01a2267b2c2e7c7b896fae77bb37a1f4'],
			[{ recording: 'a.mp3', jobId: '01A2267B-2C2E-7C7B-896F-AE77BB37A1F4' }],
		),
	).toEqual({ lost: [], surplus: 0, paidTwice: 0, undelivered: [] });
});
