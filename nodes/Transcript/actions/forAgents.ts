import type { IDataObject } from 'n8n-workflow';

import { metadataOf } from '../../shared/operations/output';
import type { Transcript } from '../../shared/transcript/model';
import { renderDialogue } from '../../shared/transcript/render/dialogue';

/** Rows of a list that an AI agent receives; more would fill its context window. */
export const AGENT_ROWS = 20;

/** A transcript that an AI agent can read: without words and insights, which would fill its context window. */
export async function forAgents(transcript: Transcript): Promise<IDataObject> {
	return { ...metadataOf(transcript), text: await renderDialogue(transcript) };
}
