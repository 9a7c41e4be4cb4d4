import { escapeXml } from '../../core/xml';
import { languageTag, textDirection } from '../../transcript/language';
import type { Cue } from '../cue';
import { timestamp } from '../timestamp';

/** W3C's profile for streaming services, or EBU's for broadcasters. */
export type TtmlProfile = 'imsc' | 'ebu';

const PROFILES: Readonly<Record<TtmlProfile, { attributes: string; metadata: string }>> = {
	// IMSC 1.1, sections 5.3 and 7: the profile is named in contentProfiles.
	imsc: {
		attributes: 'ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text"',
		metadata: '',
	},
	// EBU Tech 3380: the standard is named in the metadata, and lengths are percentages.
	ebu: {
		attributes: 'xmlns:ebuttm="urn:ebu:tt:metadata"',
		metadata:
			'\n    <metadata>\n      <ebuttm:documentMetadata>\n        <ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>\n      </ebuttm:documentMetadata>\n    </metadata>',
	},
};

/**
 * The cues as TTML, for streaming services and broadcasters: IMSC 1.1 text profile, or EBU-TT-D. White text on black in
 * the middle of the last lines of the picture.
 * @param language of the text, as the vendor writes it
 */
export function toTtml(cues: readonly Cue[], language: string | null, profile: TtmlProfile): string {
	const tag = languageTag(language) ?? '';
	const { attributes, metadata } = PROFILES[profile];
	const direction = textDirection(language) === 'rtl' ? ' tts:direction="rtl"' : '';
	const paragraphs = cues.map((cue) => {
		const lines = cue.lines.map((line) => `<span style="text">${escapeXml(line)}</span>`).join('<br/>');
		const times = `begin="${timestamp(cue.start, '.')}" end="${timestamp(cue.end, '.')}"`;
		return `      <p xml:id="c${cue.index}" region="bottom" style="paragraph" ${times}>${lines}</p>\n`;
	});
	return `<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling" ${attributes} ttp:timeBase="media" ttp:cellResolution="32 15" xml:lang="${escapeXml(tag)}">
  <head>${metadata}
    <styling>
      <style xml:id="paragraph" tts:fontFamily="proportionalSansSerif" tts:fontSize="100%" tts:lineHeight="125%" tts:textAlign="center"${direction}/>
      <style xml:id="text" tts:color="#ffffff" tts:backgroundColor="#000000"/>
    </styling>
    <layout>
      <region xml:id="bottom" tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="after"/>
    </layout>
  </head>
  <body>
    <div>
${paragraphs.join('')}    </div>
  </body>
</tt>
`;
}
