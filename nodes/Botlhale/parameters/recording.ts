import { fileOnlyFields } from '../../shared/fields/recordingFields';

/** Botlhale AI accepts files only, no URLs of recordings. */
export const recordingFields = fileOnlyFields(
	'A WAV, FLAC, OGG or AMR file.',
	'AI agents cannot pass files, and Botlhale AI accepts no URLs. Let the agent call a workflow (Call n8n Workflow Tool) that downloads the recording as a file and transcribes it with this node.',
);
