import { fromCopy } from '../../../platform/cluster/copyText';

it("reads values as PostgreSQL's COPY writes them", () => {
	expect(fromCopy('plain')).toBe('plain');
	expect(fromCopy(String.raw`two\nlines\tand a tab`)).toBe('two\nlines\tand a tab');
	expect(fromCopy(String.raw`{"text":"a \\"quoted\\" word\\nand C:\\\\n"}`)).toBe(
		String.raw`{"text":"a \"quoted\" word\nand C:\\n"}`,
	);
});
