import type { CallbackInbox } from './core/callbacks';
import type { Report } from './core/report';
import { Session } from './core/session';
import type { Verification } from './core/vendor';

/** What a run needs besides the vendor. */
export interface Setting {
	/** Default: the vendor's. */
	baseUrl?: string | undefined;
	/** The credential, by the names of the environment variables. */
	variables: Readonly<Record<string, string>>;
	callbacks?: CallbackInbox | undefined;
	/** Pause between two checks of a job, in ms. Default: 2000. */
	pauseMs?: number;
	/** How long to wait for a job or a callback, in ms. Default: three minutes. */
	patienceMs?: number;
	/** `YYYY-MM-DD`. */
	date: string;
}

/**
 * Runs the requests of every operation at the vendor, decides the contradictions in its documentation, and removes what
 * it created. An error of the run is a departure, so that there is a report in any case.
 */
export async function verify(vendor: Verification, setting: Setting): Promise<Report> {
	const { variables, callbacks, pauseMs = 2000, patienceMs = 180_000, date } = setting;
	const given = setting.baseUrl ?? vendor.baseUrl;
	const baseUrl = vendor.toBaseUrl?.(given) ?? given.replace(/(\/v2)?\/*$/, '');
	const secrets = Object.values(variables);
	const session = new Session(
		baseUrl,
		secrets,
		{ ...vendor.authorize(variables, baseUrl) },
		callbacks,
		pauseMs,
		patienceMs,
	);
	try {
		await vendor.run(session, variables);
	} catch (error) {
		session.depart(`The verification stopped: ${String(error)}`);
	}
	const covered = new Set(session.steps.map(({ operation }) => operation));
	for (const operation of vendor.operations.filter((each) => !covered.has(each))) {
		session.depart(`${operation} was not reached`);
	}
	return session.toReport(vendor.name, date, await session.finish());
}
