import { FAULT_NAMES } from './cells';
import { FAULTS, type FaultName } from './faults';
import { CALL_KINDS, type CallKind, type Outcome, type VendorTable } from './model';
import { OUTCOMES } from './outcomes';
import { wordsAsCode, wordsAsText } from './words';

const INTRODUCTION = `# Faults

How every operation behaves when a request between n8n and the vendor fails. \`npm run test:faults\` verifies each row
for each vendor in n8n's real engine against the sandbox. It also verifies that no job is created twice, no job ID is
lost, nothing hangs, and no secret appears in a message, a description, a stack trace, an item or the log. Run
\`npm run faults:table\` to regenerate this page from the expectations of that test.

- **Succeeds** means that the operation returns the same result as without the fault, after a retry or by looking up the
  job where needed.
- **After all retries** means after the number of retries set in the option **Retries**.
- \`…\` stands for any text. Rows with a vendor's name replace the general rows for that vendor.`;

/** `docs/faults.md`: a section for each fault, and in it a row for each outcome with the requests that end so. */
export function faultsPage(vendors: readonly VendorTable[]): string {
	const sections = FAULT_NAMES.map((name) =>
		[
			`## ${FAULTS[name].title}`,
			[
				'| Request | Result | Advice |',
				'| --- | --- | --- |',
				...commonRows(OUTCOMES[name]),
				...vendors.flatMap((vendor) => vendorRows(vendor, name)),
			].join('\n'),
		].join('\n\n'),
	);
	return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

function commonRows(outcomes: Partial<Record<CallKind, Outcome | undefined>>): string[] {
	const kindsByCells = new Map<string, string[]>();
	for (const [kind, title] of Object.entries(CALL_KINDS)) {
		const outcome: Outcome | undefined = Reflect.get(outcomes, kind);
		if (!outcome) continue;
		const cells = `${resultText(outcome)} | ${adviceText(outcome)}`;
		kindsByCells.set(cells, [...(kindsByCells.get(cells) ?? []), title]);
	}
	return [...kindsByCells].map(([cells, kinds]) => `| ${kinds.join(', ')} | ${cells} |`);
}

/** Outcomes of one vendor that differ from those of the others, each with its reason. */
function vendorRows(vendor: VendorTable, fault: FaultName): string[] {
	const { displayName, differs = [] } = vendor;
	return differs
		.filter(({ faults }) => faults.includes(fault))
		.map(({ kinds, outcome, why }) => {
			const sent = kindsOf(vendor).filter((kind) => kinds?.includes(kind) ?? true);
			const requests =
				kinds === undefined ? 'All other requests' : sent.map((kind) => CALL_KINDS[kind]).join(', ');
			const advice = [adviceText(outcome, displayName), `_Reason:_ ${why}`].filter((text) => text !== '');
			return `| **${displayName}:** ${requests} | ${resultText(outcome, displayName)} | ${advice.join(' ')} |`;
		});
}

/** The kinds of requests that a vendor's operations send. */
function kindsOf({ operations }: VendorTable): CallKind[] {
	const cases = Object.values(operations).flat();
	return [...new Set(cases.flatMap(({ calls }) => calls.map(({ kind }) => kind)))];
}

/** `vendorName`: the vendor that the outcome belongs to; absent if it is that of every vendor. */
function resultText(outcome: Outcome, vendorName?: string): string {
	if (outcome.ends === 'recovers') return 'Succeeds';
	if (outcome.ends === 'shows') return `Continues; the output contains ${wordsAsCode(outcome.says)}`;
	const fails = {
		one: 'Fails',
		any: 'Fails',
		all: 'Fails after all retries',
		untilTimeLimit: 'Fails at the time limit',
	};
	return inCell(`${fails[outcome.attempts]}: ${wordsAsCode(outcome.says, vendorName)}`);
}

function adviceText(outcome: Outcome, vendorName?: string): string {
	if (outcome.ends !== 'stops') return '';
	const warning = outcome.unsure === true ? ' The error warns that the job may exist.' : '';
	return inCell(`${wordsAsText(outcome.advises, vendorName)}${warning}`);
}

function inCell(text: string): string {
	return text.replaceAll('|', '\\|');
}
