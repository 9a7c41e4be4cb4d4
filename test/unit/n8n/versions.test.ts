import { ignoredStatuses, isToolExecution } from '../../../nodes/shared/n8n/versions';
import { FAKE_NODE } from '../../support/fakeNode';

const nodeOfType = (type: string) => ({ getNode: () => ({ ...FAKE_NODE, type }) });

describe('whether an AI agent calls the node', () => {
	it.each([true, false])('is known to n8n 2.2 and later: %s', (answer) => {
		const context = { ...nodeOfType('n8n-nodes-transcription.exampleTool'), isToolExecution: () => answer };
		expect(isToolExecution(context)).toBe(answer);
	});

	it.each([
		['n8n-nodes-transcription.exampleTool', true],
		['n8n-nodes-transcription.example', false],
		['n8n-nodes-transcription.toolExample', false],
	])('is known from the type of the node before n8n 2.2: %s', (type, answer) => {
		expect(isToolExecution(nodeOfType(type))).toBe(answer);
	});
});

describe('the statuses that are no errors', () => {
	it('are all, so that the node reads each response itself', () => {
		expect(ignoredStatuses({})).toBe(true);
		expect(ignoredStatuses({ renewsToken: false })).toBe(true);
	});

	// Before n8n 2.9, an object with exceptions means `true`.
	it('are none for a token that n8n renews, in a form that every version has', () => {
		expect(ignoredStatuses({ renewsToken: true })).toBe(false);
	});
});
