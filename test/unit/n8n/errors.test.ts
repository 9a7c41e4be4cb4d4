import type { INode } from 'n8n-workflow';

import { apiError, operationError } from '../../../nodes/shared/n8n/errors';

const node: INode = {
	id: '1',
	name: 'Node',
	type: 'n8n-nodes-transcription.assemblyAi',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** n8n replaces such messages in the constructors of its errors. */
describe.each([
	['operationError', operationError],
	['apiError', apiError],
])('%s', (_name, make) => {
	it.each(['The file preexisting.mp3 is empty', 'AssemblyAI: ETIMEDOUT while reading', 'getaddrinfo failed'])(
		'keeps the message "%s"',
		(message) => {
			expect(make(node, message).message).toBe(message);
		},
	);

	it('contains no word that makes n8n treat the execution as cancelled', () => {
		expect(make(node, 'The job was canceled by the vendor').message).toBe(
			'The job was cancelled by the vendor',
		);
	});

	it('contains the advice and the item', () => {
		const error = make(node, 'No', { description: 'Do this.', itemIndex: 3 });
		expect([error.description, error.context.itemIndex]).toEqual(['Do this.', 3]);
	});
});
