import { spawnSync } from 'node:child_process';

/**
 * Jest's `it` for a test that needs programs of the system, e.g. FFmpeg. It is skipped if one is missing, so that
 * `npm test` needs nothing but Node.js and npm. In CI, where all are installed, it always runs.
 */
export function itWith(...programs: string[]): jest.It {
	const isCI = process.env.CI !== undefined && process.env.CI !== '';
	return isCI || programs.every(isInstalled) ? it : it.skip;
}

function isInstalled(program: string): boolean {
	return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}
