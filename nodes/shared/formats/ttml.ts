import { EventLoopYielder } from '../core/eventLoop';
import { oneLine } from '../core/oneLine';
import type { TimedSegment } from '../transcript/timedSegments';
import { fromSegments } from './build';
import { FormatError, type TextFormat } from './format';
import { plainText } from './markup';

/**
 * Timed text of the W3C (TTML, IMSC, EBU-TT-D, DFXP): the paragraphs with their times and agents. Layout and styles are
 * ignored, and so are times within a paragraph.
 */
export const ttml: TextFormat = {
	id: 'ttml',
	name: 'TTML',
	recognizes: (text) =>
		/^\ufeff?\s*<(?:\?xml|!--|(?:\w+:)?tt[\s>])/u.test(text) &&
		/<(?:\w+:)?tt[\s>]/u.test(text.slice(0, HEAD)),
	read: async (text) => {
		const clock = clockOf(text);
		const agents = agentsOf(text);
		const language = attributeOf(rootOf(text), 'xml:lang');
		const yielder = new EventLoopYielder();
		const segments: TimedSegment[] = [];
		for (const { tag, content } of elementsOf(text, 'p')) {
			if (yielder.due) await yielder.yield();
			const begin = attributeOf(tag, 'begin');
			if (begin === undefined) continue;
			const start = clock(begin);
			const duration = attributeOf(tag, 'dur');
			const end = attributeOf(tag, 'end');
			const agent = attributeOf(tag, 'ttm:agent');
			segments.push({
				speaker: agent === undefined ? null : (agents.get(agent) ?? agent),
				channel: null,
				start,
				end: end === undefined ? start + (duration === undefined ? 0 : clock(duration)) : clock(end),
				text: oneLine(plainText(content.includes('br') ? content.replace(BREAK, ' ') : content)),
				confidence: null,
			});
		}
		if (segments.length === 0) throw new FormatError('The TTML document contains no paragraphs with times.');
		return await fromSegments({ vendor: 'ttml', language: language ?? null }, segments);
	},
};

const BREAK = /<(?:\w+:)?br\s*\/?>/gu;

/**
 * Elements of this name with any prefix, in order. One that is not closed ends the search, so that it takes linear
 * time.
 */
function* elementsOf(text: string, name: string): Iterable<{ tag: string; content: string }> {
	const opening = new RegExp(`<((?:\\w+:)?${name})(?=[\\s>])`, 'gu');
	for (let match = opening.exec(text); match; match = opening.exec(text)) {
		const tagEnd = text.indexOf('>', match.index);
		if (tagEnd < 0) return;
		const tag = text.slice(match.index, tagEnd);
		opening.lastIndex = tagEnd;
		if (tag.endsWith('/')) continue;
		const end = text.indexOf(`</${match[1] ?? name}`, tagEnd);
		if (end < 0) return;
		yield { tag, content: text.slice(tagEnd + 1, end) };
		opening.lastIndex = end;
	}
}

/** The opening tag of the document. */
function rootOf(text: string): string {
	return /<(?:\w+:)?tt\s[^>]*>/u.exec(text.slice(0, HEAD))?.[0] ?? '';
}

/** Characters in which the document must begin. */
const HEAD = 8_000;

const attributePatterns = new Map<string, RegExp>();

function attributeOf(tag: string, name: string): string | undefined {
	if (!tag.includes(name)) return undefined;
	let pattern = attributePatterns.get(name);
	pattern ??= new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u');
	attributePatterns.set(name, pattern);
	const found = pattern.exec(tag);
	const value = found?.[1] ?? found?.[2];
	return value === undefined || value === '' ? undefined : plainText(value);
}

/** Names of the agents, by ID. */
function agentsOf(text: string): ReadonlyMap<string, string> {
	const agents = new Map<string, string>();
	for (const { tag, content } of elementsOf(text, 'agent')) {
		const id = attributeOf(tag, 'xml:id');
		const name = oneLine(plainText(content));
		if (id !== undefined && name !== '') agents.set(id, name);
	}
	return agents;
}

/** Seconds of a time expression (TTML 2, section 12.3.1), with the frame and tick rates of the document. */
function clockOf(text: string): (time: string) => number {
	const root = rootOf(text);
	const [numerator = 1, denominator = 1] = (attributeOf(root, 'ttp:frameRateMultiplier') ?? '1 1')
		.split(/[\s:]+/u)
		.map(Number);
	const frameRate = (Number(attributeOf(root, 'ttp:frameRate') ?? 30) * numerator) / denominator;
	const tickRate = Number(attributeOf(root, 'ttp:tickRate') ?? 1);
	const units: Readonly<Record<string, number>> = {
		h: 3600,
		m: 60,
		s: 1,
		ms: 0.001,
		f: 1 / frameRate,
		t: 1 / tickRate,
	};
	return (time) => {
		const offset = /^(\d+(?:\.\d+)?)(h|ms|m|s|f|t)$/u.exec(time.trim());
		if (offset) return Number(offset[1]) * (units[offset[2] ?? ''] ?? 1);
		const parts = time.trim().split(':').map(Number);
		const [hours = 0, minutes = 0, seconds = 0, frames = 0] = parts;
		if (parts.some(Number.isNaN) || parts.length < 3)
			throw new FormatError(`The TTML time "${time}" is not valid.`);
		return hours * 3600 + minutes * 60 + seconds + frames / frameRate;
	};
}
