import type { NodeParameterValueType } from 'n8n-workflow';

import { resumeUrlOf } from '../../../nodes/shared/webhook/resumeUrl';

const RESUME_URL = 'https://n8n.example.com/webhook-waiting/7?signature=a';

const withUrl = (url: NodeParameterValueType) => ({ evaluateExpression: jest.fn(() => url) });

describe('the resume URL of an execution', () => {
	it("is n8n's own, with its token", () => {
		const context = withUrl(RESUME_URL);
		expect(resumeUrlOf(context, 2)).toBe(RESUME_URL);
		expect(context.evaluateExpression).toHaveBeenCalledWith('{{ $execution.resumeUrl }}', 2);
	});

	it.each([null, '', 'not a URL', 7, undefined, [RESUME_URL]])('does not exist if n8n returns %j', (url) => {
		expect(resumeUrlOf(withUrl(url), 0)).toBeUndefined();
	});
});
