import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	asError,
	ExplainedError,
	httpStatusOf,
	isTransientError,
	retryAfterOf,
	toNodeError,
	VendorError,
	vendorCodeOf,
	wasResponseLost,
	withNodeErrors,
	type RequestFacts,
} from '../../../nodes/shared/http/explainedError';
import { FAKE_NODE } from '../../support/fakeNode';

const FACTS: RequestFacts = {
	request: 'GET /jobs/1',
	status: 503,
	vendorCode: 'E7',
	outcome: 'unknown',
	isPaid: false,
	mayStillRun: false,
	transient: true,
	retryAfterMs: 7_000,
	responseLost: true,
};

const vendorError = (facts: Partial<RequestFacts> = {}, jobId?: string) =>
	new VendorError({ message: 'Busy', advice: 'Try later.', jobId }, { ...FACTS, ...facts });

const explained = new ExplainedError({ message: 'Too slow', advice: 'Wait longer.', jobId: 'job-1' });

describe('what an error tells of a failed request', () => {
	it('is in the error of a vendor', () => {
		const error = vendorError();
		expect([httpStatusOf(error), vendorCodeOf(error), retryAfterOf(error)]).toEqual([503, 'E7', 7_000]);
		expect([isTransientError(error), wasResponseLost(error)]).toEqual([true, true]);
	});

	it('is what became of this request, not of others', () => {
		const error = vendorError({
			status: undefined,
			vendorCode: undefined,
			retryAfterMs: undefined,
			transient: false,
			responseLost: false,
		});
		expect([httpStatusOf(error), vendorCodeOf(error), retryAfterOf(error)]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect([isTransientError(error), wasResponseLost(error)]).toEqual([false, false]);
	});

	it.each([new Error('no'), explained, 'text', undefined, { details: FACTS }])(
		'is not in anything else (%p)',
		(error) => {
			expect([httpStatusOf(error), vendorCodeOf(error), retryAfterOf(error)]).toEqual([
				undefined,
				undefined,
				undefined,
			]);
			expect([isTransientError(error), wasResponseLost(error)]).toEqual([false, false]);
		},
	);
});

describe('an explained error', () => {
	it('is about a job that goes on, unless it says that the job has ended', () => {
		expect(explained.hasJobEnded).toBe(false);
		expect(new ExplainedError({ message: 'a', advice: 'b', hasJobEnded: true }).hasJobEnded).toBe(true);
	});

	it('has no status and no facts', () => {
		expect([explained.httpStatus, explained.facts]).toEqual([undefined, {}]);
	});
});

describe('the error that n8n shows', () => {
	it('is one of the API for a failed request', () => {
		const error = toNodeError(FAKE_NODE, vendorError({}, 'job-1'), 2);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Busy',
			description: 'Try later.',
			httpCode: '503',
			context: { itemIndex: 2, jobId: 'job-1', request: 'GET /jobs/1', transient: true, vendorCode: 'E7' },
		});
	});

	it('has no status, code and job if there are none', () => {
		const error = toNodeError(FAKE_NODE, vendorError({ status: undefined, vendorCode: undefined }));
		expect(error).toMatchObject({ httpCode: null });
		expect(Object.keys(error.context).sort()).toEqual(['request', 'transient']);
	});

	it('is one of the node for anything else that is explained', () => {
		const error = toNodeError(FAKE_NODE, explained, 2);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'Too slow',
			description: 'Wait longer.',
			context: { itemIndex: 2, jobId: 'job-1' },
		});
	});

	it('has the message of an error that is not explained', () => {
		const error = toNodeError(FAKE_NODE, new Error('no'), 2);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect([error.message, error.context.itemIndex]).toEqual(['no', 2]);
		expect(toNodeError(FAKE_NODE, 'text').message).toBe('text');
	});

	it("is n8n's own as it is, with the item if it has none", () => {
		const own = new NodeOperationError(FAKE_NODE, 'own');
		expect(toNodeError(FAKE_NODE, own)).toBe(own);
		expect(own.context.itemIndex).toBeUndefined();
		expect(toNodeError(FAKE_NODE, own, 2).context.itemIndex).toBe(2);
		expect(toNodeError(FAKE_NODE, own, 3).context.itemIndex).toBe(2);
	});
});

describe('work whose errors n8n shows by itself', () => {
	const context = { getNode: () => FAKE_NODE };

	it('returns its result', async () => {
		expect(await withNodeErrors(context, async () => await Promise.resolve(7))).toBe(7);
	});

	it("fails with n8n's error", async () => {
		const failing = withNodeErrors(context, async () => await Promise.reject(vendorError()));
		await expect(failing).rejects.toBeInstanceOf(NodeApiError);
		await expect(failing).rejects.toMatchObject({ message: 'Busy', node: FAKE_NODE });
	});
});

describe('something thrown, as an error', () => {
	it('is the error itself', () => {
		expect(asError(explained)).toBe(explained);
	});

	it('has as its message what was thrown', () => {
		expect(asError('text')).toEqual(new Error('text'));
	});
});
