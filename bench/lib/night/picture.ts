import { escapeXml } from '../../../nodes/shared/core/xml';
import type { Sample } from './memory';

/** Something that happened at a moment, shown as a vertical line. */
export interface Mark {
	atMs: number;
	text: string;
}

const WIDTH = 960;
const HEIGHT = 420;
const LEFT = 56;
const RIGHT = 130;
const TOP = 70;
const BOTTOM = 40;
const COLOURS = ['#4053d3', '#b51d14', '#00a37a', '#c77800', '#7a3fa0'];
const GRID_LINES = 5;

/** A picture in SVG of the memory of processes over time, with a line for each process. */
export function memoryPicture(samples: readonly Sample[], marks: readonly Mark[]): string {
	const endMs = Math.max(1, ...samples.map(({ atMs }) => atMs));
	const topMib = Math.ceil(Math.max(1, ...samples.map(({ mib }) => mib)) / 100) * 100;
	const x = (atMs: number): string => (LEFT + (atMs / endMs) * (WIDTH - LEFT - RIGHT)).toFixed(1);
	const y = (mib: number): string => (HEIGHT - BOTTOM - (mib / topMib) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
	const names = [...new Set(samples.map(({ name }) => name))];
	const grid = Array.from({ length: GRID_LINES + 1 }, (_, index) => {
		const mib = (topMib / GRID_LINES) * index;
		const minutes = endMs / 60_000;
		const at = (endMs / GRID_LINES) * index;
		return `<path class="grid" d="M${LEFT} ${y(mib)}H${WIDTH - RIGHT}"/>
<text x="${LEFT - 6}" y="${y(mib)}" text-anchor="end">${Math.round(mib)}</text>
<text x="${x(at)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${((minutes / GRID_LINES) * index).toFixed(minutes < 10 ? 1 : 0)}</text>`;
	});
	const events = marks.map(
		({ atMs, text }) =>
			`<path class="mark" d="M${x(atMs)} ${TOP}V${HEIGHT - BOTTOM}"/>
<text class="small" transform="translate(${x(atMs)} ${TOP - 4}) rotate(-30)">${escapeXml(text)}</text>`,
	);
	const lines = names.map((name, index) => {
		const colour = COLOURS[index % COLOURS.length] ?? '';
		const own = samples.filter((sample) => sample.name === name);
		const pids = [...new Set(own.map(({ pid }) => pid))];
		const paths = pids.map((pid) => {
			const points = highestOfEach(
				own.filter((sample) => sample.pid === pid),
				endMs / (WIDTH - LEFT - RIGHT),
			).map(({ atMs, mib }) => `${x(atMs)},${y(mib)}`);
			return `<polyline stroke="${colour}" points="${points.join(' ')}"/>`;
		});
		const legend = `<text fill="${colour}" x="${WIDTH - RIGHT + 10}" y="${TOP + 16 + 18 * index}">${escapeXml(name)}</text>`;
		return [...paths, legend].join('\n');
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
<title>Resident memory of n8n's processes in MiB, over minutes</title>
<style>text{font:12px sans-serif}.small{font-size:10px}polyline{fill:none;stroke-width:1.2}.grid{stroke:#ddd}.mark{stroke:#999;stroke-dasharray:3}</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${[...grid, ...events, ...lines].join('\n')}
<text x="8" y="${TOP - 40}">MiB</text>
<text x="${WIDTH - RIGHT + 10}" y="${HEIGHT - BOTTOM + 4}">minutes</text>
</svg>
`;
}

/** The highest sample of each period, so that a night is no larger than its picture. */
function highestOfEach(samples: readonly Sample[], periodMs: number): Sample[] {
	const highest = new Map<number, Sample>();
	for (const sample of samples) {
		const period = Math.floor(sample.atMs / periodMs);
		if (sample.mib > (highest.get(period)?.mib ?? 0)) highest.set(period, sample);
	}
	return [...highest.values()];
}
