import type { Session } from './session';

/** How a vendor is verified. */
export interface Verification {
	readonly name: string;
	readonly displayName: string;
	/** Environment variables with the credential. */
	readonly variables: readonly string[];
	/** The base URL if none is given. */
	readonly baseUrl: string;
	/** The base URL of the API for a base URL as the credential accepts it. Default: without a path at the end. */
	toBaseUrl?(given: string): string;
	/** What it costs, in one sentence. */
	readonly cost: string;
	/** Operations of the node whose requests it sends, e.g. `job:create`; those that send none are left out. */
	readonly operations: readonly string[];
	/** Headers with the key. @throws Error if there is none */
	authorize(variables: Readonly<Record<string, string>>, baseUrl: string): Record<string, string>;
	run(session: Session, variables: Readonly<Record<string, string>>): Promise<void>;
}
