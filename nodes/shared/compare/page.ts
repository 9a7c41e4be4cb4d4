import { EventLoopYielder } from '../core/eventLoop';
import { textDirection } from '../transcript/language';
import { clock } from '../transcript/render/clock';
import { html, type Markup } from '../transcript/render/html/markup';
import type { Comparison } from './compare';
import { passagesOf, textOf } from './differences';

/** A comparison with the names under which the page shows both sides. */
export interface NamedComparison extends Comparison {
	referenceName: string;
	name: string;
}

const STYLE = html`
	<style>
		body {
			font:
				16px/1.6 system-ui,
				sans-serif;
			max-width: 60rem;
			margin: 2rem auto;
			padding: 0 1rem;
			color: #1d2433;
			background: #fff;
		}
		table {
			border-collapse: collapse;
			width: 100%;
			font-variant-numeric: tabular-nums;
		}
		th,
		td {
			padding: 0.4rem 0.6rem;
			border-bottom: 1px solid #d5d9e2;
			text-align: end;
		}
		th:first-child,
		td:first-child {
			text-align: start;
		}
		del {
			color: #a3152a;
			background: #fde8ea;
		}
		ins {
			color: #0b5c2b;
			background: #e2f5e8;
			text-decoration-style: dotted;
		}
		time {
			color: #59637a;
			font-size: 0.85em;
		}
		@media (prefers-color-scheme: dark) {
			body {
				color: #e4e8f0;
				background: #14181f;
			}
			th,
			td {
				border-color: #394150;
			}
			del {
				color: #ff9aa8;
				background: #45171d;
			}
			ins {
				color: #8fe0ab;
				background: #123a22;
			}
			time {
				color: #9aa4b8;
			}
		}
	</style>
`;

/** Tokens in a paragraph of the page. */
const PARAGRAPH = 80;

/** A page with the scores of all comparisons, and the text of each with its differences marked. */
export async function renderComparison(
	comparisons: readonly NamedComparison[],
	title: string,
): Promise<string> {
	const yielder = new EventLoopYielder();
	const sections: Markup[] = [];
	for (const comparison of comparisons) {
		sections.push(html`
			<section>
				<h2>${comparison.name}</h2>
				<p><del>${comparison.referenceName}</del> <ins>${comparison.name}</ins></p>
				${await paragraphs(comparison, yielder)}
			</section>
		`);
	}
	const unit = comparisons[0]?.scores.unit === 'characters' ? 'Character' : 'Word';
	const { text } = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title}</title>
				${STYLE}
			</head>
			<body>
				<h1>${title}</h1>
				<table>
					<thead>
						<tr>
							<th scope="col">Transcript</th>
							<th scope="col">${unit} error rate</th>
							<th scope="col">Correct</th>
							<th scope="col">Substitutions</th>
							<th scope="col">Deletions</th>
							<th scope="col">Insertions</th>
							<th scope="col">Speaker agreement</th>
						</tr>
					</thead>
					<tbody>
						${comparisons.map(row)}
					</tbody>
				</table>
				${sections}
			</body>
		</html> `;
	return `${text.trim()}\n`;
}

function row({ name, scores }: NamedComparison): Markup {
	return html`
		<tr>
			<td>${name}</td>
			<td>${percent(scores.errorRate)}</td>
			<td>${scores.correct}</td>
			<td>${scores.substitutions}</td>
			<td>${scores.deletions}</td>
			<td>${scores.insertions}</td>
			<td>${percent(scores.speakerAgreement)}</td>
		</tr>
	`;
}

function percent(share: number | null): string {
	return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}

async function paragraphs(comparison: NamedComparison, yielder: EventLoopYielder): Promise<Markup[]> {
	const { reference, other } = comparison;
	const { language, text } = other.transcript;
	const direction = textDirection(language, text);
	const result: Markup[] = [];
	let parts: Markup[] = [];
	let [length, start] = [0, 0];
	const flush = () => {
		if (parts.length > 0) {
			result.push(html`<p dir="${direction}"><time>${clock(start)}</time> ${parts}</p> `);
		}
		parts = [];
		length = 0;
	};
	for (const passage of await passagesOf(comparison)) {
		await yielder.pause();
		for (let { from } = passage.other; passage.isSame && from < passage.other.to;) {
			const to = Math.min(passage.other.to, from + PARAGRAPH - length);
			begin(from);
			parts.push(html`${textOf(other, { from, to })} `);
			length += to - from;
			from = to;
			if (length >= PARAGRAPH) flush();
		}
		if (passage.isSame) continue;
		begin(passage.other.from);
		const [expected, shown] = [textOf(reference, passage.reference), textOf(other, passage.other)];
		if (expected !== '') parts.push(html`<del>${expected}</del> `);
		if (shown !== '') parts.push(html`<ins>${shown}</ins> `);
	}
	flush();
	return result;

	function begin(at: number): void {
		if (parts.length > 0) return;
		start = other.transcript.words[other.tokens[at]?.word ?? -1]?.start ?? start;
	}
}
