import type { BreakCosts } from '../../../nodes/shared/captions/breakCosts';
import { Transition } from '../../../nodes/shared/captions/merge';
import { Layout, segment, tracksIn, type CueLimits } from '../../../nodes/shared/captions/segment';
import { chunksOf, type Piece } from '../../support/captionChunks';
import { allCuts, cuesCost, layoutsOf, linesCost, type Cuttable } from '../../support/captionCosts';
import { seeded } from '../../support/captionData';
import { CountingYielder } from '../../support/countingYielder';

const LIMITS: CueLimits = {
	maxWidth: 20,
	maxLines: 2,
	minDuration: 800,
	maxDuration: 5000,
	perCharacter: 50,
	gap: 80,
	pauseForNewCue: 1500,
	dialogueCost: Infinity,
};

interface Given {
	limits?: Partial<CueLimits>;
	transitions?: number[];
	/** Cost of ending a cue after each chunk. Ending a line costs half of it. */
	after?: number[];
	/** Cost of continuing after each chunk. */
	runOn?: number[];
	/** Chunks after which a sentence ends. */
	ends?: number[];
	indent?: number[];
	sharedIndents?: number[];
}

function cuttable(pieces: readonly Piece[], given: Given = {}): Cuttable {
	const after = Float64Array.from(given.after ?? pieces.map(() => 0));
	const runOn = [0];
	for (const at of pieces.keys()) runOn.push((runOn[at] ?? 0) + (given.runOn?.[at] ?? 0));
	const costs: BreakCosts = {
		after,
		line: after.map((cost) => cost / 2),
		runOn: Float64Array.from(runOn),
		ends: Uint8Array.from(pieces, (_, at) => (given.ends?.includes(at) ? 1 : 0)),
	};
	return {
		merged: {
			chunks: chunksOf(pieces),
			transitions: Uint8Array.from(given.transitions ?? pieces.map(() => 0)),
			nextInTrack: new Int32Array(pieces.length).fill(-1),
		},
		costs,
		limits: { ...LIMITS, ...given.limits },
		indent: Uint16Array.from(given.indent ?? pieces.map(() => 0)),
		sharedIndents: given.sharedIndents ?? [2, 2, 2],
	};
}

const layoutOf = ({ merged, costs, limits }: Cuttable) => new Layout(merged, costs, limits.maxWidth);

/** First chunk of each cue. */
async function cut(all: Cuttable, yielder = new CountingYielder()): Promise<number[]> {
	const { merged, costs, limits, indent, sharedIndents } = all;
	return await segment(merged, costs, layoutOf(all), limits, indent, sharedIndents, yielder);
}

const wide = (...widths: number[]): Piece[] => widths.map((width) => ({ width }));

describe('lines', () => {
	it('are as wide as their words and the spaces between them', () => {
		const all = cuttable([{ width: 3 }, { width: 4 }, { width: 5, blank: false }, { width: 6 }]);
		const layout = layoutOf(all);
		expect(layout.width(0, 4)).toBe(3 + 1 + 4 + 5 + 1 + 6);
		expect(layout.width(1, 3)).toBe(9);
		expect(layout.width(2, 4)).toBe(12);
		expect(layout.width(2, 2)).toBeLessThanOrEqual(0);
	});

	it('cost nothing if one is enough, including the name', () => {
		const layout = layoutOf(cuttable(wide(9, 10)));
		expect(layout.cost(0, 2, 2, 0)).toBe(0);
		expect(layout.cost(0, 2, 1, 0)).toBe(0);
		expect(layout.cost(0, 2, 1, 1)).toBe(Infinity);
		expect(layout.cost(0, 2, 2, 1)).toBeGreaterThan(0);
	});

	it('cannot contain what is too wide', () => {
		expect(layoutOf(cuttable(wide(19, 20))).cost(0, 2, 2, 0)).toBeLessThan(Infinity);
		expect(layoutOf(cuttable(wide(18, 21))).cost(0, 2, 2, 0)).toBe(Infinity);
		expect(layoutOf(cuttable(wide(12, 12, 12))).cost(0, 3, 2, 0)).toBe(Infinity);
		expect(layoutOf(cuttable(wide(12, 12, 12))).cost(0, 3, 3, 0)).toBeLessThan(Infinity);
	});

	it.each([
		['of even length', wide(6, 6, 6, 6), {}, [2]],
		['with the longer one below', wide(7, 7, 7), {}, [1]],
		['with the longer one above where a name fills the first', wide(4, 4, 4, 4), { name: 8 }, [1]],
		['broken where it costs least', wide(6, 6, 6, 6), { after: [0, 80, 0, 0] }, [1]],
		['on three lines where two do not hold it', wide(12, 12, 12), { lines: 3 }, [1, 2]],
		['on two lines although three are allowed', wide(12, 12), { lines: 3 }, [1]],
	])(
		'are laid out %s',
		(
			_,
			pieces,
			{ name = 0, lines = 2, after }: { name?: number; lines?: number; after?: number[] },
			expected,
		) => {
			const breaks: number[] = [];
			const all = cuttable(pieces, after === undefined ? {} : { after });
			layoutOf(all).cost(0, pieces.length, lines, name, breaks);
			expect(breaks).toEqual(expected);
		},
	);

	it('are the best of all possible layouts', () => {
		const random = seeded(7);
		const upTo = (most: number) => Math.floor(random() * (most + 1));
		for (let run = 0; run < 300; run += 1) {
			const pieces = Array.from({ length: 2 + upTo(6) }, () => ({
				width: 1 + upTo(11),
				blank: random() < 0.8,
			}));
			const all = cuttable(pieces, { after: pieces.map(() => upTo(120)) });
			const from = upTo(1);
			const to = pieces.length;
			const name = upTo(1) * upTo(8);
			for (const lines of [1, 2, 3, 4]) {
				const breaks: number[] = [];
				const cost = layoutOf(all).cost(from, to, lines, name, breaks);
				const costs = layoutsOf(all, from, to, lines, name).map((each) =>
					linesCost(all, from, to, name, each),
				);
				expect(cost).toBeCloseTo(Math.min(...costs), 9);
				if (cost < Infinity) expect(linesCost(all, from, to, name, breaks)).toBeCloseTo(cost, 9);
			}
		}
	});
});

it('the tracks in a range are returned in order of appearance', () => {
	const { merged } = cuttable([2, 2, 0, 1, 0].map((track) => ({ track })));
	expect(tracksIn(merged, 0, 5)).toEqual([2, 0, 1]);
	expect(tracksIn(merged, 2, 3)).toEqual([0]);
	expect(tracksIn(merged, 1, 1)).toEqual([]);
});

describe('cues', () => {
	it('contain what fits', async () => {
		expect(await cut(cuttable(wide(6, 6, 6, 6)))).toEqual([0]);
		expect(await cut(cuttable([]))).toEqual([]);
	});

	it('end where it costs least', async () => {
		const slow = wide(9, 9, 9, 9, 9, 9).map((piece, at) => ({
			...piece,
			start: at * 600,
			end: at * 600 + 600,
		}));
		expect(await cut(cuttable(slow, { after: [50, 50, 0, 50, 50, 0] }))).toEqual([0, 3]);
		expect(await cut(cuttable(slow, { after: [50, 0, 50, 50, 50, 0] }))).toEqual([0, 2]);
	});

	it('end at a long silence, whatever the cost', async () => {
		const pieces = (silence: number) => [{ end: 400 }, { start: 400 + silence }];
		expect(await cut(cuttable(pieces(1500), { after: [120, 0] }))).toEqual([0, 1]);
		expect(await cut(cuttable(pieces(1499), { after: [120, 0] }))).toEqual([0]);
	});

	it('are not longer than the maximum duration', async () => {
		const pieces = (end: number) => [{ end: 2500 }, { end }];
		expect(await cut(cuttable(pieces(5000), { after: [120, 0] }))).toEqual([0]);
		expect(await cut(cuttable(pieces(5001), { after: [120, 0] }))).toEqual([0, 1]);
	});

	it('end where another speaker takes a turn, unless dialogue is enabled', async () => {
		const pieces = [{ end: 900 }, { track: 1, end: 1800 }];
		const transitions = [Transition.same, Transition.turn];
		expect(await cut(cuttable(pieces, { transitions }))).toEqual([0, 1]);
		expect(await cut(cuttable(pieces, { transitions, limits: { dialogueCost: 4 } }))).toEqual([0]);
	});

	it('combine speakers who answer each other at a lower cost than speakers who interrupt each other', async () => {
		const pieces = [{ end: 900 }, { track: 1, end: 1800 }];
		const shared = async (transition: number) =>
			await cut(
				cuttable(pieces, {
					transitions: [Transition.same, transition],
					runOn: [10, 0],
					limits: { dialogueCost: 4 },
				}),
			);
		expect(await shared(Transition.turn)).toEqual([0]);
		expect(await shared(Transition.overlap)).toEqual([0, 1]);
	});

	it('show each chunk even if it does not fit next to its name', async () => {
		const all = cuttable(wide(18, 18, 18), { indent: [10, 10, 10], limits: { maxLines: 1 } });
		expect(await cut(all)).toEqual([0, 1, 2]);
	});

	it('are the best of all possible segmentations', async () => {
		const random = seeded(3);
		const upTo = (most: number) => Math.floor(random() * (most + 1));
		const oneOf = <T>(list: readonly T[], otherwise: T) => list[upTo(list.length - 1)] ?? otherwise;
		for (let run = 0; run < 250; run += 1) {
			const people = 1 + upTo(2);
			let time = upTo(2000);
			let track = 0;
			const transitions: number[] = [];
			const pieces = Array.from({ length: 1 + upTo(6) }, (_, index) => {
				const mark = index === 0 || people === 1 || random() < 0.6 ? Transition.same : 1 + upTo(1);
				if (mark !== Transition.same) track = (track + 1) % people;
				transitions.push(mark);
				const start = time + oneOf([0, 0, 0, 40, 300, 700, 1600], 0);
				const end = start + 50 + upTo(oneOf([300, 1200, 4000], 300));
				time = random() < 0.8 ? end : start + upTo(end - start);
				return { width: 1 + upTo(oneOf([6, 14, 20], 6)), blank: random() < 0.85, start, end, track };
			});
			const all = cuttable(pieces, {
				transitions,
				after: pieces.map(() => oneOf([0, 0, 12, 26, 52, 118], 0)),
				runOn: pieces.map(() => oneOf([0, 0, 14, 30], 0)),
				ends: [...pieces.keys()].filter(() => random() < 0.25),
				indent: pieces.map(() => oneOf([0, 0, 5], 0)),
				limits: {
					dialogueCost: oneOf([4, 60, Infinity], 4),
					maxLines: 1 + upTo(2),
					perCharacter: oneOf([20, 50, 90], 50),
				},
			});
			const starts = await cut(all);
			const best = Math.min(...allCuts(pieces.length).map((each) => cuesCost(all, each)));
			expect(cuesCost(all, starts)).toBeCloseTo(best, 6);
		}
	});

	it('yield to the event loop every 128 chunks', async () => {
		const yielder = new CountingYielder();
		await cut(cuttable(Array.from({ length: 300 }, () => ({}))), yielder);
		expect(yielder.yields).toBe(2);
	});
});
