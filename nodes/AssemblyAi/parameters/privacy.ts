import type { IDataObject } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import { enumField, multiEnumField, booleanField } from '../../shared/fields/define';
import { toList } from '../../shared/fields/group';
import { at, type MappedField } from '../../shared/fields/mapped';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';
import { PII_POLICIES } from './piiPolicies';

export const privacyFields: readonly MappedField[] = [
	at(
		'redact_pii',
		booleanField(
			'redact_pii',
			'Redact Personal Data',
			'Whether to replace personal data in the text. Requires "Redact: Policies".',
		),
	),
	at(
		'redact_pii_policies',
		multiEnumField(
			'redact_pii_policies',
			'Redact: Policies',
			'Kinds of personal data to replace',
			PII_POLICIES,
		),
	),
	at(
		'redact_pii_sub',
		enumField(
			'redact_pii_sub',
			'Redact: Replace With',
			'What to replace personal data with',
			[
				{ name: 'Hash Signs', value: 'hash', description: 'One # per character' },
				{
					name: 'Entity Name',
					value: 'entity_name',
					description: 'The kind of personal data, e.g. [PERSON_NAME]',
				},
			],
			'hash',
		),
	),
	at(
		'redact_pii_audio',
		booleanField(
			'redact_pii_audio',
			'Redact Audio',
			'Whether to create a copy of the recording with personal data beeped out. The recording must be smaller than 1 GB.',
		),
	),
	at(
		'redact_pii_audio_quality',
		enumField(
			'redact_pii_audio_quality',
			'Redact Audio: Format',
			'Format of the redacted recording',
			[
				{ name: 'MP3', value: 'mp3' },
				{ name: 'WAV', value: 'wav' },
			],
			'mp3',
		),
	),
	at(
		'redact_pii_audio_options.return_redacted_no_speech_audio',
		booleanField(
			'return_redacted_no_speech_audio',
			'Redact Audio: Return Audio Without Speech',
			'Whether to return the copy even if the recording contains no speech',
		),
	),
	at(
		'redact_pii_audio_options.override_audio_redaction_method',
		enumField(
			'override_audio_redaction_method',
			'Redact Audio: Method',
			'What to replace personal data in the recording with. Default: a beep.',
			[{ name: 'Silence', value: 'silence' }],
			'silence',
		),
	),
	at(
		'redact_pii_return_unredacted',
		booleanField(
			'redact_pii_return_unredacted',
			'Redact: Return Unredacted Transcript',
			'Whether AssemblyAI also returns the unredacted text. To output it, set "Redaction" under "Options" to "As Spoken".',
		),
	),
	at(
		'redact_static_entities',
		rowsField(
			'redact_static_entities',
			'Redact Custom Terms',
			'Additional terms to redact, grouped by label',
			'Label',
			[
				cell('label', 'Label', 'e.g. CODENAME'),
				cell('terms', 'Terms', 'e.g. bluebird, red fox', 'One or more, separated by commas'),
			],
		),
		(value) => termsByLabel(rowsOf(value)),
	),
];

/** Rows with the same label are one group: as members of an object, the last would replace the others. */
function termsByLabel(rows: readonly IDataObject[]): Record<string, string[]> {
	const groups = new Map<string, string[]>();
	for (const row of rows) {
		const label = trimmedText(row.label);
		groups.set(label, [...(groups.get(label) ?? []), ...toList(row.terms)]);
	}
	return Object.fromEntries(groups);
}
