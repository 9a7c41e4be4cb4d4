import { WebVTTParser, type WebVttNode } from 'webvtt-parser';
import entities from 'webvtt-parser/html-entities.json';
import type { Caption } from './captionMeasures';

const textOf = (node: WebVttNode): string =>
	node.type === 'text' ? (node.value ?? '') : (node.children ?? []).map(textOf).join('');

const voicesOf = (node: WebVttNode): string[] => [
	...(node.name === 'v' && node.value !== undefined ? [node.value] : []),
	...(node.children ?? []).flatMap(voicesOf),
];

export interface ParsedVtt {
	errors: string[];
	captions: Caption[];
	/** Voices of each cue. */
	voices: string[][];
}

/** Reads a vtt file with the W3C's parser. */
export function parseVtt(text: string): ParsedVtt {
	const { cues, errors } = new WebVTTParser(entities).parse(text);
	return {
		errors: errors.map(({ message, line }) => `${line}: ${message}`),
		captions: cues.map(({ startTime, endTime, tree }) => ({
			start: Math.round(startTime * 1000),
			end: Math.round(endTime * 1000),
			lines: textOf(tree).split('\n'),
		})),
		voices: cues.map(({ tree }) => voicesOf(tree)),
	};
}
