/** The parts of `bundle.js` that TypeScript uses. */
export declare function loadCode(lines: readonly string[], outfile: string): Promise<unknown>;
