import type { PlatformPath } from 'node:path';

/** What decides where npm is. */
export interface Machine {
	readonly platform: NodeJS.Platform;
	readonly path: PlatformPath;
	readonly environment: NodeJS.ProcessEnv;
	/** The path of Node.js. */
	readonly execPath: string;
	readonly exists: (file: string) => boolean;
}

export declare function findNpm(machine: Machine): string | undefined;

export declare function npmCommand(
	words: readonly string[],
	node?: string,
	machine?: Machine,
): { command: string; args: string[] };
