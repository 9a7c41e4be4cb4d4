import { numberField } from '../../shared/fields/define';
import { at, type MappedField } from '../../shared/fields/mapped';

/** How Speechmatics lays out its own SRT file; captions of this package have their own rules. */
export const captionsFileFields: readonly MappedField[] = [
	at(
		'output_config.srt_overrides.max_line_length',
		numberField(
			'max_line_length',
			'Captions: Max Line Length',
			'Maximum characters per line in captions made by Speechmatics',
			{ minValue: 1, maxValue: 1000 },
			37,
		),
	),
	at(
		'output_config.srt_overrides.max_lines',
		numberField(
			'max_lines',
			'Captions: Max Lines',
			'Maximum lines per caption in captions made by Speechmatics',
			{ minValue: 1, maxValue: 100 },
			2,
		),
	),
];
