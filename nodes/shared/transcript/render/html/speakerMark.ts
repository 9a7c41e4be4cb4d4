import type { Voice } from '../speakers';
import { html, type Markup } from './markup';

/** Colours and shapes there are styles for. */
const COLOURS = 8;
const SHAPES = 4;

/** Classes that give an element a voice's colour. */
export function voiceClass(place: number): string {
	return place < 0 ? 'v-none' : `v${place % COLOURS}`;
}

/**
 * A voice's badge. Its letters tell it from all others; its shape goes on where the colours begin again, so
 * that colour alone is never what tells two voices apart.
 */
export function voiceMark(place: number, voice: Voice): Markup {
	const shape = (place + Math.floor(place / COLOURS)) % SHAPES;
	const narrow = voice.mark.length > 1 ? ' narrow' : '';
	return html`<span class="mark s${shape}${narrow}" aria-hidden="true">${voice.mark}</span>`;
}
