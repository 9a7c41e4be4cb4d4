import { inspect } from 'node:util';

import { type IExecuteFunctions, type INodeType, type Logger, NodeConnectionTypes } from 'n8n-workflow';

import type { Engine } from '../support/engine';

/** What is written to n8n's logger, at every level, although the tests silence it. */
export interface LogCapture {
	/** A node that provides access to the logger; the engine must know it. */
	nodeTypes: Record<string, INodeType>;
	begin(engine: Engine): Promise<void>;
	lines(): string[];
	end(): void;
}

const TYPE = 'test.logger';

const LEVELS = ['error', 'warn', 'info', 'debug'] as const satisfies Array<keyof Logger>;

export function captureLog(): LogCapture {
	const captured: string[] = [];
	const spies: jest.SpyInstance[] = [];
	const node: INodeType = {
		description: {
			displayName: 'Logger',
			name: 'logger',
			group: ['transform'],
			version: 1,
			description: 'Lends n8n’s logger to the test',
			defaults: { name: 'Logger' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			for (const level of LEVELS) {
				const spy = jest.spyOn(this.logger, level).mockImplementation((message, meta) => {
					captured.push(`${level}: ${message} ${show(meta)}`);
				});
				spies.push(spy);
			}
			return await Promise.resolve([this.getInputData()]);
		},
	};
	return {
		nodeTypes: { [TYPE]: node },
		begin: async (engine) => {
			await engine.runNode({ name: 'Logger', type: TYPE, parameters: {} });
		},
		lines: () => captured,
		end: () => {
			for (const spy of spies) spy.mockRestore();
		},
	};
}

function show(value: unknown): string {
	return inspect(value, { depth: 8, showHidden: true, maxStringLength: 100_000 });
}
