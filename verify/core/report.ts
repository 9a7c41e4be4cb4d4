import { table } from '../../scripts/docs/table';

/** One request of an operation. */
export interface Step {
	operation: string;
	request: string;
	status: number;
	/** Whether it succeeded and its response has the structure that the node expects. */
	ok: boolean;
}

/** A point in which the vendor's documents differ or are silent, and what the vendor does. */
export interface Contradiction {
	/** Stable name, e.g. `jobId`. */
	id: string;
	topic: string;
	/** `undefined`: not decided by this run. */
	variant: string | undefined;
	/** Why it was not decided, as a clause. */
	reason: string;
}

/** What a vendor does, without secrets. */
export interface Report {
	vendor: string;
	/** `YYYY-MM-DD`. */
	date: string;
	host: string;
	steps: readonly Step[];
	contradictions: readonly Contradiction[];
	/** Where the vendor differs from the schemas of the node and from the facts, one sentence each. */
	departures: readonly string[];
	/** What could not be removed, although the vendor can remove it. */
	left: readonly string[];
	/** What the vendor has no request to remove, one noun phrase each. */
	kept: readonly string[];
}

/** The report as a Markdown page. */
export function toMarkdown(report: Report, displayName: string): string {
	const list = (lines: readonly string[]) =>
		lines.length === 0 ? 'None.' : lines.map((line) => `- ${line}`).join('\n');
	return `${[
		`# ${displayName}, verified on ${report.date}`,
		`Host: \`${report.host}\`. ${report.steps.filter(({ ok }) => ok).length} of ${report.steps.length} requests succeeded as expected.`,
		'## Contradictions in the documentation',
		table(
			['Point', 'Question', 'What the vendor does'],
			report.contradictions.map(({ id, topic, variant, reason }) => [
				`\`${id}\``,
				topic,
				variant === undefined ? `Not decided: ${reason}` : `\`${variant}\``,
			]),
		),
		'## Differences from schemas and facts',
		list(report.departures),
		'## Requests',
		table(
			['Operation', 'Request', 'Status', 'As expected'],
			report.steps.map(({ operation, request, status, ok }) => [
				operation,
				request.includes('/') ? `\`${request}\`` : request,
				String(status),
				ok ? 'yes' : 'no',
			]),
		),
		'## Not removed',
		list([
			...report.left,
			...report.kept.map((what) => `${what}: ${displayName} has no request to delete it`),
		]),
	].join('\n\n')}\n`;
}
