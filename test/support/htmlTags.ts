/** A start tag with its attributes. */
export interface Tag {
	name: string;
	attributes: Record<string, string>;
}

const ATTRIBUTE = /\s+([a-z-]+)="([^"<>]*)"/y;

/**
 * All start tags of a page. Strict on purpose: throws if a `<` does not start a well-formed tag, an attribute has no
 * quotes, or a tag is closed that is not open.
 */
export function tagsOf(page: string): Tag[] {
	const tags: Tag[] = [];
	const open: string[] = [];
	for (const piece of page
		.replace(/<style>[^<]*<\/style>/, '')
		.replace(/(?<=<script>)[^]*?(?=<\/script>)/, '')
		.split('<')
		.slice(1)) {
		const inside = piece.slice(0, piece.indexOf('>'));
		const [, closing, name = ''] = /^(\/?)([a-z][a-z0-9]*|!doctype)/.exec(inside) ?? [];
		if (name === '') throw new Error(`no tag: <${piece}`);
		if (closing) {
			if (open.pop() !== name) throw new Error(`closed but not open: ${name}`);
			continue;
		}
		const attributes: Record<string, string> = {};
		ATTRIBUTE.lastIndex = name.length;
		let end = name.length;
		for (let found = ATTRIBUTE.exec(inside); found; found = ATTRIBUTE.exec(inside)) {
			attributes[found[1] ?? ''] = found[2] ?? '';
			end = ATTRIBUTE.lastIndex;
		}
		if (!/^(\s*\/?|\s+html)$/.test(inside.slice(end))) throw new Error(`odd attributes: <${inside}>`);
		tags.push({ name, attributes });
		if (!['meta', 'input', '!doctype'].includes(name)) open.push(name);
	}
	if (open.length > 0) throw new Error(`left open: ${open.join()}`);
	return tags;
}
