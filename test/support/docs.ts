/** The code blocks of a document in a language, e.g. `ts` or `json`, in their order. */
export function codeBlocks(markdown: string, language: string): string[] {
	const blocks = markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'));
	return [...blocks].map(([, text = '']) => text);
}

/** Code without what a formatter may change: blanks, line ends and commas after the last entry. */
export function withoutLayout(code: string): string {
	return code.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '');
}
