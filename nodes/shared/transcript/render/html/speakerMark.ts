import type { Voice } from '../speakers';
import { html, type Markup } from './markup';

/** Number of colors and shapes in the style sheet. */
const COLORS = 8;
const SHAPES = 4;

/** The class that gives an element the color of a speaker. */
export function voiceClass(place: number): string {
	return place < 0 ? 'v-none' : `v${place % COLORS}`;
}

/**
 * The badge of a speaker. Its letters are unique, and its shape changes when the colors repeat, so that color alone never
 * distinguishes two speakers.
 */
export function voiceMark(place: number, voice: Voice): Markup {
	const shape = (place + Math.floor(place / COLORS)) % SHAPES;
	const narrow = voice.mark.length > 1 ? ' narrow' : '';
	return html`<span class="mark s${shape}${narrow}" aria-hidden="true">${voice.mark}</span>`;
}
