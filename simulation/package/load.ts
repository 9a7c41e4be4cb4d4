import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

import * as n8nWorkflow from 'n8n-workflow';

import type * as Entry from './entry';

/** The package as loaded by one process of n8n. */
export type PackageCode = typeof Entry;

/** What stands for the machine of a process: the life that runs in it at the moment sets these. */
export interface Machine {
	/** The time by this machine's clock, in ms since 1970. */
	readonly now: () => number;
	readonly random: () => number;
	/** Rejects when the signal aborts, as n8n's own does. */
	readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** Calls back with the next turn of the event loop. */
	readonly nextTurn: (callback: () => void) => void;
}

/** Loads the package once for a process; whatever it does with time or chance goes to the machine. */
export function loadPackage(code: string, machine: Machine): PackageCode {
	const names = ['require', 'module', 'Date', 'Math', 'MessageChannel'];
	const load: unknown = compileFunction(code, names, { filename: 'package.js' });
	const fromHere = createRequire(__filename);
	const workflow = { ...n8nWorkflow, sleep: machine.sleep };
	const module: { exports: unknown } = { exports: {} };
	if (typeof load !== 'function') throw new Error('The bundle cannot be compiled');
	Reflect.apply(load, undefined, [
		(name: string): unknown => (name === 'n8n-workflow' ? workflow : fromHere(name)),
		module,
		dateOf(machine),
		Object.create(Math, { random: { value: machine.random } }),
		channelOf(machine),
	]);
	if (!isPackage(module.exports)) throw new Error('The bundle does not export the package');
	return module.exports;
}

function isPackage(value: unknown): value is PackageCode {
	return typeof value === 'object' && value !== null && 'nodes' in value && 'withDefaults' in value;
}

function dateOf(machine: Machine): object {
	return new Proxy(Date, {
		construct: (target, given: unknown[], newTarget): object => {
			const made: unknown = Reflect.construct(
				target,
				given.length === 0 ? [machine.now()] : given,
				newTarget,
			);
			return made instanceof Date ? made : new Date(Number.NaN);
		},
		get: (target, key): unknown => (key === 'now' ? machine.now : Reflect.get(target, key)),
	});
}

/** As much of it as `core/eventLoop.ts` uses. */
function channelOf(machine: Machine) {
	return class {
		private listener: () => void = () => undefined;

		readonly port1 = {
			once: (_event: 'message', listener: () => void) => {
				this.listener = listener;
			},
			close: () => undefined,
		};

		readonly port2 = {
			postMessage: () => machine.nextTurn(() => this.listener()),
		};
	};
}
