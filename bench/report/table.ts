import type { Goal, Row } from '../lib/row';

/** Cells of a row: key, title, value, goal, and whether the goal is met. */
function cells(row: Row): string[] {
	const met = row.goalMet === null ? '' : row.goalMet ? 'yes' : 'NO';
	return [row.key, row.title, formatted(row), row.goal === null ? '' : goalText(row.goal, row.unit), met];
}

const HEAD = ['Key', 'Measurement', 'Median', 'Goal', 'Met'];

/** The table for a terminal, with aligned columns. */
export function toText(rows: readonly Row[]): string {
	const lines = [HEAD, ...rows.map(cells)];
	const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
	return lines
		.map((line) =>
			line
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** The table in Markdown. */
export function toMarkdown(rows: readonly Row[]): string {
	const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
	const head = HEAD.slice(1);
	return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(cells(row).slice(1)))].join(
		'\n',
	);
}

function formatted({ value, unit }: Row): string {
	const digits = unit === '×' ? 2 : Math.abs(value) < 10 ? 1 : 0;
	const number = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
	return unit === '×' ? `${number} ×` : `${number} ${unit}`;
}

function goalText(goal: Goal, unit: string): string {
	return 'atLeast' in goal ? `≥ ${goal.atLeast} ${unit}` : `≤ ${goal.atMost} ${unit}`;
}
