import { FAULT_NAMES } from './cells';
import { FAULTS, type FaultName } from './faults';
import { CALL_KINDS, type CallKind, type Outcome, type VendorTable } from './model';
import { OUTCOMES } from './outcomes';
import { assemblyai } from './vendors/assemblyai';
import { botlhale } from './vendors/botlhale';
import { prosa } from './vendors/prosa';
import { speechmatics } from './vendors/speechmatics';

const VENDORS: VendorTable[] = [assemblyai, botlhale, prosa, speechmatics];

const INTRODUCTION = `# Faults

What becomes of every operation when something goes wrong between n8n and the vendor. This is not a promise on paper:
\`npm run test:faults\` runs each cell of each vendor through n8n's real engine against the sandbox, and checks besides that
no job is made twice, no job's ID is lost, nothing hangs, and no secret shows in a message, a description, a stack, an
item or the log. The page is written by \`npm run faults:table\` from what the test expects.

\`…\` stands for anything, \`{vendor}\` and \`{job}\` for names. «All repetitions» are those of the option «Retries».`;

/** `docs/faults.md`: a section for each fault, a line for each outcome with the calls it is that of. */
export function faultsPage(): string {
	const sections = FAULT_NAMES.map((name) =>
		[`## ${FAULTS[name].title}`, outcomeTable(OUTCOMES[name]), ...VENDORS.flatMap(differencesOf(name))].join(
			'\n\n',
		),
	);
	return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

/** Where a vendor's outcome is another, and why. */
function differencesOf(fault: FaultName): (vendor: VendorTable) => string[] {
	return (vendor) =>
		(vendor.differs ?? [])
			.filter(({ faults }) => faults.includes(fault))
			.map(({ kinds, outcome, why }) => {
				const made = kindsOf(vendor).filter((kind) => kinds?.includes(kind) ?? true);
				const calls =
					kinds === undefined ? 'all other calls' : made.map((kind) => CALL_KINDS[kind]).join(', ');
				return `${vendor.displayName}, ${calls}: ${outcomeText(outcome)} (${why.replace(/\.$/, '')}.)`;
			});
}

/** The calls that a vendor's operations make. */
function kindsOf({ operations }: VendorTable): CallKind[] {
	const cases = Object.values(operations).flat();
	return [...new Set(cases.flatMap(({ calls }) => calls.map(({ kind }) => kind)))];
}

function outcomeTable(row: Partial<Record<CallKind, Outcome | undefined>>): string {
	const byOutcome = new Map<string, string[]>();
	for (const [kind, title] of Object.entries(CALL_KINDS)) {
		const outcome: Outcome | undefined = Reflect.get(row, kind);
		if (!outcome) continue;
		const text = outcomeText(outcome);
		byOutcome.set(text, [...(byOutcome.get(text) ?? []), title]);
	}
	const lines = [...byOutcome].map(([outcome, kinds]) => `| ${kinds.join(', ')} | ${outcome} |`);
	return ['| Call | Outcome |', '| --- | --- |', ...lines].join('\n');
}

function outcomeText(outcome: Outcome): string {
	if (outcome.ends === 'recovers') return 'Recovers.';
	if (outcome.ends === 'shows') return `Goes on, and shows \`${outcome.says}\`.`;
	return [
		outcome.attempts === 'all' ? 'After all repetitions: ' : '',
		`\`${outcome.says}\` ${outcome.advises}`,
		outcome.unsure === true ? ' The person is told that the job may have been made.' : '',
	]
		.join('')
		.replaceAll('|', '\\|');
}
