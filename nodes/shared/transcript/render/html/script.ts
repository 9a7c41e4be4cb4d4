import { Markup } from './markup';

/**
 * Search and playback. The page works without it: its tools are hidden until it runs, because previews remove scripts. It
 * sends no requests and reads nothing but the page and the recording that the reader chooses.
 */
const SCRIPT = `
(() => {
	const all = (selector) => [...document.querySelectorAll(selector)];
	const one = (selector) => document.querySelector(selector);
	const texts = all('.turns .said');
	const tools = one('.tools');
	tools.hidden = false;

	const query = one('#query');
	const status = one('#status');
	const marks = window.Highlight && CSS.highlights;
	let hits = [];
	let current = -1;

	const pieces = (element) => {
		const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
		const found = [];
		let at = 0;
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			found.push({ node, from: at, to: at + node.data.length });
			at += node.data.length;
		}
		return found;
	};
	const rangeOf = ({ element, from, to }) => {
		const range = document.createRange();
		for (const piece of pieces(element)) {
			if (from >= piece.from && from < piece.to) range.setStart(piece.node, from - piece.from);
			if (to > piece.from && to <= piece.to) range.setEnd(piece.node, to - piece.from);
		}
		return range;
	};
	const show = (index) => {
		current = index;
		const range = rangeOf(hits[index]);
		if (marks) marks.set('current', new Highlight(range));
		else getSelection().removeAllRanges(), getSelection().addRange(range);
		hits[index].element.scrollIntoView({ block: 'center' });
		status.textContent = index + 1 + ' of ' + hits.length;
	};
	const search = () => {
		const wanted = query.value.trim().toLowerCase();
		hits = [];
		current = -1;
		if (marks) marks.clear();
		if (wanted) {
			for (const element of texts) {
				const text = element.textContent.toLowerCase();
				if (text.length !== element.textContent.length) continue;
				for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
					hits.push({ element, from: at, to: at + wanted.length });
				}
			}
			if (marks) marks.set('hits', new Highlight(...hits.slice(0, 5000).map(rangeOf)));
		}
		status.textContent = wanted ? (hits.length === 1 ? '1 match' : hits.length + ' matches') : '';
		one('#previous').disabled = one('#next').disabled = hits.length === 0;
	};
	const step = (by) => {
		if (hits.length > 0) show((Math.max(current, by > 0 ? -1 : 0) + by + hits.length) % hits.length);
	};
	query.addEventListener('input', search);
	query.addEventListener('keydown', (event) => {
		if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
		if (event.key === 'Escape') query.value = '', search();
	});
	one('#previous').addEventListener('click', () => step(-1));
	one('#next').addEventListener('click', () => step(1));

	const player = one('#player');
	const file = one('#file');
	const ready = () => {
		player.hidden = false;
		one('.page').classList.add('playable');
	};
	if (player.hasAttribute('src')) ready();
	file.addEventListener('change', () => {
		if (!file.files[0]) return;
		player.src = URL.createObjectURL(file.files[0]);
		ready();
	});
	const play = (time) => {
		player.currentTime = time;
		player.play().catch(() => {});
	};
	const startOf = (paragraph) => parseFloat(paragraph.id.slice(2));
	const offsetAt = (element, event) => {
		const caret = document.caretPositionFromPoint
			? document.caretPositionFromPoint(event.clientX, event.clientY)
			: document.caretRangeFromPoint(event.clientX, event.clientY);
		const node = caret && (caret.offsetNode || caret.startContainer);
		const piece = pieces(element).find((each) => each.node === node);
		return piece ? piece.from + (caret.offset ?? caret.startOffset) : 0;
	};
	one('main').addEventListener('click', (event) => {
		if (player.hidden || !getSelection().isCollapsed) return;
		const link = event.target.closest('a.time');
		if (link) {
			const target = link.closest('.turn p') || document.getElementById(link.hash.slice(1));
			if (!target || !target.id.startsWith('t=')) return;
			event.preventDefault();
			play(startOf(target));
			return;
		}
		const text = event.target.closest('.turns p[id] > .said');
		if (!text) return;
		const offset = offsetAt(text, event);
		const words = (text.dataset.w || '0 0').split(' ').map(Number);
		let time = 0;
		for (let at = 0; at < words.length && words[at] <= offset; at += 2) time = words[at + 1];
		play(startOf(text.parentElement) + time / 100);
	});
	const page = one('.page');
	const breaksOf = (element) => {
		const breaks = [0];
		const range = document.createRange();
		let bottom = Infinity;
		const visit = (node, from, to, offset) => {
			range.setStart(node, from);
			range.setEnd(node, to);
			const rects = range.getClientRects();
			if (rects.length > 1 && to - from > 1) {
				let at = from;
				for (const { length } of node.data.slice(from, to)) visit(node, at, at += length, offset);
				return;
			}
			if (rects.length === 0) return;
			const { top, height } = rects[0];
			if (top > bottom - height / 4) breaks.push(offset + from);
			bottom = top + height;
		};
		for (const { node, from } of pieces(element)) {
			for (const { index, 0: word } of node.data.matchAll(/\\S+/gu)) visit(node, index, index + word.length, from);
		}
		return breaks;
	};
	const number = () => {
		if (!one('#certify').checked || page.classList.contains('numbered')) return;
		page.classList.add('numbered');
		const lines = all('.turns p[id] > .said').filter(({ textContent }) => textContent).map((element) => [element, breaksOf(element)]);
		for (const [original, breaks] of lines) {
			const element = original.cloneNode(true);
			element.classList.add('copy');
			original.after(element);
			original.hidden = true;
			for (const [place, from] of [...breaks.entries()].reverse()) {
				const range = rangeOf({ element, from, to: breaks[place + 1] ?? element.textContent.length });
				const line = document.createElement('span');
				line.className = 'line';
				line.append(range.extractContents());
				range.insertNode(line);
			}
		}
	};
	const unnumber = () => {
		page.classList.remove('numbered');
		for (const copy of all('.turns .copy')) {
			copy.previousSibling.hidden = false;
			copy.remove();
		}
	};
	addEventListener('beforeprint', number);
	addEventListener('afterprint', unnumber);

	const paragraphs = all('.turns p[id]').map((element) => ({ element, start: startOf(element) }));
	let now;
	player.addEventListener('timeupdate', () => {
		const found = paragraphs.findLast(({ start }) => start <= player.currentTime + 0.01);
		if (found === now) return;
		if (now) now.element.classList.remove('now');
		if (found) found.element.classList.add('now');
		now = found;
	});
})();
`;

/** The script of the page, without white space around it, which would be part of its digest. */
export const PAGE_SCRIPT = new Markup(`<script>${SCRIPT.replace(/\n\t*/gu, '\n').trim()}</script>`);

/** The digest of the script for the content security policy; a test computes it. */
export const SCRIPT_DIGEST = 'sha256-fxvQSzcGdGd6T+0QoliVywrDPWOR8hfs4ak8JUGaKWI=';
