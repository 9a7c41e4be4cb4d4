import { deleteOnce } from '../../../nodes/shared/jobs/deleteOnce';
import { failedRequest } from '../../support/jobs';
import { rejectionOf } from '../../support/virtualTime';

const failing = (error: unknown) => async (): Promise<{ deleted: true } | undefined> => {
	await Promise.resolve();
	throw error;
};

describe('deleteOnce', () => {
	it('returns the response of the vendor', async () => {
		expect(await deleteOnce(async () => await Promise.resolve({ deleted: true }))).toEqual({ deleted: true });
	});

	it.each([404, 410])(
		'succeeds if the retry after a lost response returns %d: the job is deleted',
		async (status) => {
			const error = failedRequest({ status, responseLost: true });
			const deleted = await deleteOnce(failing(error));
			expect(deleted).toBeUndefined();
		},
	);

	it.each([404, 410])('fails if the first response is %d: no such job was deleted', async (status) => {
		const error = failedRequest({ status });
		expect(await rejectionOf(deleteOnce(failing(error)))).toBe(error);
	});

	it.each([403, 409, 423, 500, undefined])(
		'fails if the retry after a lost response returns %s',
		async (status) => {
			const error = failedRequest({ status, responseLost: true });
			expect(await rejectionOf(deleteOnce(failing(error)))).toBe(error);
		},
	);

	it('fails with an error even if something else was thrown', async () => {
		expect(await rejectionOf(deleteOnce(failing('no error object')))).toEqual(new Error('no error object'));
	});
});
