import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { edit, type Edited } from '../../shared/edit/edit';
import { muteFilter, NoEntitiesError } from '../../shared/edit/redact';
import type { ItemOperation } from '../../shared/execution/operation';
import type { ItemContext } from '../../shared/execution/runItems';
import { fieldError } from '../../shared/fields/parameters';
import { isToolExecution } from '../../shared/n8n/versions';
import { transcriptSchema } from '../../shared/transcript/model';
import { importSource } from '../source';
import { editsField, readEdits } from './editFields';
import { forAgents } from './forAgents';

const count = z.number();

const editedSchema = z.lazy(() =>
	transcriptSchema.extend({
		edits: z.object({
			replaced: count,
			fillersRemoved: count,
			redacted: count,
			unknownSpeakers: z.array(z.string()),
		}),
		mute: z.array(z.object({ start: count, end: count, kind: z.string() })),
		muteFilter: z.string(),
	}),
);

/** Transcript: Edit. */
export const editOperation: ItemOperation = {
	name: 'Edit',
	value: 'edit',
	description:
		'Name, merge or split speakers, replace words, remove fillers, redact personal data, cut or shift times',
	action: 'Edit a transcript',
	properties: [editsField, ...importSource.fields, importSource.optionsField([])],
	output: editedSchema,
	execute: async (call) => {
		const edits = readEdits(call);
		const transcript = await importSource.read(call);
		const [result] = await Promise.allSettled([edit(transcript, edits)]);
		if (result.status === 'fulfilled') return [{ json: await outputOf(call, result.value) }];
		if (!(result.reason instanceof NoEntitiesError)) throw result.reason;
		throw fieldError(
			call,
			'Edits: Redact Entities',
			'cannot be applied, because the transcript has no entities',
			'Turn on entity detection when you transcribe the recording, or use "Redact Patterns" and "Redact Words".',
		);
	},
};

async function outputOf(call: ItemContext, { transcript, mute, ...counts }: Edited): Promise<IDataObject> {
	const more = {
		edits: { ...counts },
		mute: mute.map((each) => ({ ...each })),
		muteFilter: muteFilter(mute),
	};
	return isToolExecution(call.context)
		? { ...(await forAgents(transcript)), ...more }
		: { ...transcript, ...more };
}
