import { z } from 'zod/v4';

/** The part of Jest's report that is read here. */
export const reportSchema = z.looseObject({
	testResults: z.array(
		z.looseObject({
			name: z.string(),
			message: z.string().optional(),
			assertionResults: z.array(z.looseObject({ fullName: z.string(), status: z.string() })),
		}),
	),
});
type Report = z.infer<typeof reportSchema>;

/** What each check says of one version, by the name of the check. */
export type Outcome = Record<string, string>;

/** A row of the table. */
export interface Check {
	name: string;
	/** The test file that it is made of. */
	file: RegExp;
	/** The tests in the file; all if omitted. */
	tests?: RegExp;
	/** Left out by `--quick`. */
	isSlow?: true;
}

/** The rows of the table. */
export const CHECKS: readonly Check[] = [
	{ name: 'Example workflows', file: /examples\.versions/ },
	{ name: 'Suspend and resume', file: /waiting\.e2e/, tests: /^(?!.*cancel)/ },
	{ name: 'Stop', file: /waiting\.e2e/, tests: /cancel/ },
	{ name: 'Versions of the nodes', file: /nodeVersions\.versions/ },
	{ name: 'Triggers', file: /triggers\.versions/ },
	{ name: 'Tools of an AI agent', file: /agents\.e2e/, isSlow: true },
	{ name: 'Credential tests', file: /credentials\.versions/, tests: /^the credential/ },
	{ name: 'Token renewal', file: /credentials\.versions/, tests: /bearer token/ },
	{ name: 'Retries: paid once', file: /paidOnce\.e2e/, isSlow: true },
	{ name: 'Upload of 300 MiB', file: /upload\.versions/ },
];

/**
 * The checks with these names; if omitted, all, or without the slow ones with `isQuick`. Throws an `Error` with all
 * names if there is no check with one of the names.
 */
export function chosenChecks(names: readonly string[] | undefined, isQuick: boolean): readonly Check[] {
	if (names === undefined) return CHECKS.filter(({ isSlow }) => !isQuick || isSlow !== true);
	const unknown = names.find((name) => CHECKS.every((check) => check.name !== name));
	if (unknown === undefined) return CHECKS.filter(({ name }) => names.includes(name));
	const known = CHECKS.map(({ name }) => `"${name}"`).join(', ');
	throw new Error(`There is no check "${unknown}". The checks are ${known}.`);
}

/** How many tests of each check passed: `23 of 23`; for the upload, the memory that it took (`uploadMib`). */
export function rowsOf(report: Report, uploadMib?: string): Outcome {
	return Object.fromEntries(
		CHECKS.flatMap((check) => {
			const tests = testsOf(report, check);
			const passed = tests.filter(({ status }) => status === 'passed').length;
			if (tests.length === 0) return [];
			const isUpload = check.name.startsWith('Upload') && passed > 0 && uploadMib !== undefined;
			return [
				[
					check.name,
					isUpload
						? `${uploadMib.startsWith('-') ? '' : '+'}${uploadMib} MiB`
						: `${passed} of ${tests.length}`,
				],
			];
		}),
	);
}

/** The tests that failed, and the files that could not be run. */
export function failuresOf({ testResults }: Report): string[] {
	return testResults.flatMap(({ name, message, assertionResults }) =>
		assertionResults.length === 0
			? [`${name}: ${message ?? ''}`]
			: assertionResults.flatMap(({ fullName, status }) => (status === 'failed' ? [fullName] : [])),
	);
}

/** A Markdown table with a row for each check and a column for each version; a dash for a check that was not made. */
export function toTable(results: Record<string, Outcome>, checks = CHECKS): string {
	const versions = Object.keys(results);
	const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
	return [
		line(['n8n', ...versions]),
		line(['---', ...versions.map(() => '---')]),
		...checks.map(({ name }) => line([name, ...versions.map((version) => results[version]?.[name] ?? '–')])),
	].join('\n');
}

function testsOf({ testResults }: Report, { file, tests }: Check) {
	return testResults
		.filter(({ name }) => file.test(name))
		.flatMap(({ assertionResults }) =>
			assertionResults.filter(({ fullName }) => tests?.test(fullName) ?? true),
		)
		.filter(({ status }) => status === 'passed' || status === 'failed');
}
