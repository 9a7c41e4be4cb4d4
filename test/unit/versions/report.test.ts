import { CHECKS, chosenChecks, failuresOf, rowsOf, toTable } from '../../versions/support/report';

const passed = (fullName: string) => ({ fullName, status: 'passed' });
const failed = (fullName: string) => ({ fullName, status: 'failed' });

const report = {
	testResults: [
		{ name: '/a/examples.versions.ts', assertionResults: [passed('one'), failed('two')] },
		{ name: '/a/waiting.e2e.ts', assertionResults: [passed('suspends'), passed('lets you cancel a job')] },
		{ name: '/a/upload.versions.ts', assertionResults: [passed('an upload')] },
		{ name: '/a/triggers.versions.ts', message: 'no n8n', assertionResults: [] },
	],
};

it('says for each check how many tests passed', () => {
	expect(rowsOf(report, '42')).toEqual({
		'Example workflows': '1 of 2',
		'Suspend and resume': '1 of 1',
		Stop: '1 of 1',
		'Upload of 300 MiB': '+42 MiB',
	});
});

it('says how many tests of the upload passed where the memory was not measured', () => {
	expect(rowsOf(report)).toMatchObject({ 'Upload of 300 MiB': '1 of 1' });
});

it('names the tests that failed, and files that did not run', () => {
	expect(failuresOf(report)).toEqual(['two', '/a/triggers.versions.ts: no n8n']);
});

it('is one table with a column for each version', () => {
	const lines = toTable({ '1.100.1': { Stop: '7 of 7' }, '2.0.3': {} }).split('\n');
	expect(lines).toHaveLength(2 + CHECKS.length);
	expect(lines[0]).toBe('| n8n | 1.100.1 | 2.0.3 |');
	expect(lines).toContain('| Stop | 7 of 7 | – |');
});

it('runs all checks, the quick ones or those named', () => {
	const names = (...of: Parameters<typeof chosenChecks>) => chosenChecks(...of).map(({ name }) => name);
	expect(names(undefined, false)).toEqual(CHECKS.map(({ name }) => name));
	expect(names(undefined, true)).not.toContain('Retries: paid once');
	expect(names(undefined, true)).toContain('Stop');
	expect(names(['Retries: paid once', 'Stop'], true)).toEqual(['Stop', 'Retries: paid once']);
	expect(() => names(['Sleep'], false)).toThrow(
		'There is no check "Sleep". The checks are "Example workflows",',
	);
});
