import { escapeXml } from '../../core/xml';
import type { Cue } from '../cue';
import { exactRate } from '../timecode';

/** A marker on the timeline of a video editor; times are seconds. */
export interface Marker {
	start: number;
	end: number;
	name: string;
	note: string;
}

/** A marker for each caption, with its speaker as the note. */
export function markersOf(cues: readonly Cue[]): Marker[] {
	return cues.map(({ start, end, lines, speaker }) => ({
		start,
		end,
		name: lines.join(' '),
		note: speaker ?? '',
	}));
}

/** Whole frames: the start of a marker and its length, at least one. */
function framesOf({ start, end }: Marker, frameRate: number): { from: number; length: number } {
	const rate = exactRate(frameRate);
	const from = Math.round(start * rate);
	return { from, length: Math.max(1, Math.round(end * rate) - from) };
}

/** Timecode without drop frames. */
export function frameTimecode(frames: number, frameRate: number): string {
	const base = Math.round(frameRate);
	const whole = Math.floor(frames / base);
	return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frames % base]
		.map((value) => String(value).padStart(2, '0'))
		.join(':');
}

/** The length of a timeline with all markers, in frames. */
function timelineLength(markers: readonly Marker[], frameRate: number): number {
	return markers.reduce((longest, marker) => {
		const { from, length } = framesOf(marker, frameRate);
		return Math.max(longest, from + length);
	}, 1);
}

/** A title on one line, as edit decision lists need it. */
export const titleLine = (title: string): string => `TITLE: ${title.replace(/\s+/gu, ' ')}`;

/** Markers for DaVinci Resolve, in an edit decision list (CMX 3600) without drop frames. */
export function toEdl(markers: readonly Marker[], frameRate: number, title: string): string {
	const events = markers.map((marker, index) => {
		const { from, length } = framesOf(marker, frameRate);
		const times = `${frameTimecode(from, frameRate)} ${frameTimecode(from + 1, frameRate)}`;
		const text = marker.name.replaceAll('|', '/').replace(/\s+/gu, ' ');
		return `\n${String(index + 1).padStart(3, '0')}  001      V     C        ${times} ${times}\n |C:ResolveColorBlue |M:${text} |D:${length}\n`;
	});
	return `${titleLine(title)}\nFCM: NON-DROP FRAME\n${events.join('')}`;
}

/** Markers in a project for Final Cut Pro (FCPXML 1.9): an empty timeline of the length of the recording. */
export function toFcpxml(markers: readonly Marker[], frameRate: number, title: string): string {
	const { ticks, scale } = frameDuration(frameRate);
	const time = (frames: number) => (frames === 0 ? '0s' : `${frames * ticks}/${scale}s`);
	const name = escapeXml(title);
	const duration = time(timelineLength(markers, frameRate));
	const rows = markers.map((marker) => {
		const { from, length } = framesOf(marker, frameRate);
		const note = marker.note === '' ? '' : ` note="${escapeXml(marker.note)}"`;
		return `              <marker start="${time(from)}" duration="${time(length)}" value="${escapeXml(marker.name)}"${note}/>\n`;
	});
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
  <resources>
    <format id="r1" frameDuration="${ticks}/${scale}s" width="1920" height="1080"/>
  </resources>
  <library>
    <event name="${name}">
      <project name="${name}">
        <sequence format="r1" duration="${duration}" tcStart="0s" tcFormat="NDF">
          <spine>
            <gap name="Gap" offset="0s" start="0s" duration="${duration}">
${rows.join('')}            </gap>
          </spine>
        </sequence>
      </project>
    </event>
  </library>
</fcpxml>
`;
}

/** The duration of a frame as a fraction of seconds, as FCPXML writes it. */
function frameDuration(frameRate: number): { ticks: number; scale: number } {
	const rate = exactRate(frameRate);
	const nominal = Math.round(rate);
	if (rate === nominal) return { ticks: 100, scale: nominal * 100 };
	const isNtsc = Math.abs(rate - (nominal * 1000) / 1001) < 1e-6;
	return isNtsc ? { ticks: 1001, scale: nominal * 1000 } : { ticks: 1000, scale: Math.round(rate * 1000) };
}

/** Markers in a sequence for Premiere Pro, as XML of Final Cut Pro 7 (xmeml 4), which other editors also import. */
export function toXmeml(markers: readonly Marker[], frameRate: number, title: string): string {
	const nominal = Math.round(frameRate);
	const isNtsc = exactRate(frameRate) !== nominal;
	const rate = `<rate><timebase>${nominal}</timebase><ntsc>${isNtsc ? 'TRUE' : 'FALSE'}</ntsc></rate>`;
	const rows = markers.map((marker) => {
		const { from, length } = framesOf(marker, frameRate);
		const texts = `<name>${escapeXml(marker.name)}</name><comment>${escapeXml(marker.note)}</comment>`;
		return `    <marker>${texts}<in>${from}</in><out>${from + length}</out></marker>\n`;
	});
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xmeml>
<xmeml version="4">
  <sequence id="sequence-1">
    <name>${escapeXml(title)}</name>
    <duration>${timelineLength(markers, frameRate)}</duration>
    ${rate}
    <timecode>${rate}<string>00:00:00:00</string><frame>0</frame><displayformat>NDF</displayformat></timecode>
    <media>
      <video>
        <format><samplecharacteristics><width>1920</width><height>1080</height>${rate}</samplecharacteristics></format>
        <track/>
      </video>
    </media>
${rows.join('')}  </sequence>
</xmeml>
`;
}
