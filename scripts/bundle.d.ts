/** The parts of `bundle.js` that TypeScript uses. */
export declare function loadCode(lines: readonly string[], outfile: string): Promise<unknown>;

export declare function entriesOf(n8n: { nodes: readonly string[]; credentials: readonly string[] }): {
	lines: string[];
	files: Array<[file: string, code: string]>;
};
