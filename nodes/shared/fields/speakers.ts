import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from './alphabetical';
import { onlyOptions, at, type MappedField } from './mapped';

const CHOICES = {
	none: { name: 'Do Not Separate', value: 'none' },
	voice: { name: 'Separate by Voice', value: 'voice' },
	channel: {
		name: 'Separate by Channel',
		value: 'channel',
		description: 'Each speaker has a channel of the recording',
	},
	both: {
		name: 'Separate by Channel and Voice',
		value: 'both',
		description: 'Several people speak on a channel',
	},
} satisfies Record<string, INodePropertyOptions>;

/** How the speakers of a recording are distinguished. */
export type SpeakerChoice = keyof typeof CHOICES;

/** The field that every vendor has for its diarization, with the choices that the vendor supports besides `none`. */
export function speakersField(
	choices: readonly SpeakerChoice[],
	description = 'Whether the transcript shows who said what (diarization)',
): INodeProperties {
	return {
		displayName: 'Speakers',
		name: 'speakers',
		type: 'options',
		options: alphabetical([CHOICES.none, ...choices.map((choice) => CHOICES[choice])]),
		default: 'none',
		description,
	};
}

/** Binds the field to a member; `values` has what is sent for a choice, other choices send nothing. */
export function speakersAt(
	path: string,
	field: INodeProperties,
	values: Partial<Record<SpeakerChoice, unknown>>,
): MappedField {
	const sent = new Map<unknown, unknown>(Object.entries(values));
	return onlyOptions(at(path, field, (choice) => sent.get(choice)));
}
