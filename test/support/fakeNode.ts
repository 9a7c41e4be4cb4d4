import type { INode } from 'n8n-workflow';

/** A node of a workflow, for what needs no more than its name in errors. */
export const FAKE_NODE: INode = {
	id: '1',
	name: 'Node',
	type: 'n8n-nodes-transcription.example',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
