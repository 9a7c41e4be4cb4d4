import { FAULTS, type FaultName } from './faults';
import type { Call, Case, Outcome, VendorTable } from './model';
import { OUTCOMES } from './outcomes';

/** One fault in one request of one operation. */
export interface Cell {
	fault: FaultName;
	operation: string;
	from: Case;
	call: Call;
	outcome: Outcome;
	/** `job:create from a file, Upload: 500, once` */
	title: string;
}

export const FAULT_NAMES = Object.keys(FAULTS).filter((name): name is FaultName => name in FAULTS);

/** All cells of a vendor for which the tables define an outcome. */
export function cellsOf(vendor: VendorTable): Cell[] {
	return Object.entries(vendor.operations).flatMap(([operation, cases]) =>
		cases.flatMap((from) =>
			from.calls.flatMap((call, index) =>
				FAULT_NAMES.flatMap((fault): Cell[] => {
					const outcome = outcomeOf(vendor, fault, call);
					if (outcome === undefined || !canStrike(fault, cases, from, call, index)) return [];
					const name = from.name === undefined ? operation : `${operation} ${from.name}`;
					const title = `${name}, ${call.method} ${call.kind}: ${FAULTS[fault].title}`;
					return [{ fault, operation, from, call, outcome, title }];
				}),
			),
		),
	);
}

function outcomeOf(vendor: VendorTable, fault: FaultName, { kind }: Call): Outcome | undefined {
	const own = vendor.differs?.find(
		(difference) =>
			difference.faults.includes(fault) &&
			(difference.kinds === undefined || difference.kinds.includes(kind)),
	);
	return own?.outcome ?? OUTCOMES[fault][kind];
}

/**
 * A host that refuses connections refuses the first request. Only a response with a status can have an unknown status.
 * The large response is sent once per operation, for its last request.
 */
function canStrike(fault: FaultName, cases: Case[], from: Case, call: Call, index: number): boolean {
	if (fault === 'huge') return from === cases[0] && call === from.calls.at(-1);
	if (fault === 'refused' || fault === 'refusedAtFirst') return index === 0;
	return fault !== 'unknownStatus' || call.status !== undefined;
}
