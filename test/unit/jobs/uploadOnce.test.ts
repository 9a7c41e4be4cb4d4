import { memoryOf } from '../../../nodes/shared/jobs/memory';
import { uploadOnce } from '../../../nodes/shared/jobs/uploadOnce';
import { fakeExecution, fakeItem } from '../../support/jobs';
import { rejectionOf } from '../../support/virtualTime';

/** A vendor that returns another URL for each upload. */
function uploads() {
	const urls: string[] = [];
	return {
		urls,
		upload: async () => {
			urls.push(`https://acme.example/${urls.length + 1}`);
			return await Promise.resolve(`https://acme.example/${urls.length}`);
		},
	};
}

describe('uploadOnce', () => {
	it('returns the URL of the upload', async () => {
		const { upload, urls } = uploads();
		expect(await uploadOnce(fakeItem(fakeExecution()), 'talk.mp3', upload)).toBe(urls[0]);
	});

	it('uploads a file once, also if n8n tries again', async () => {
		const execution = fakeExecution();
		const { upload, urls } = uploads();
		await uploadOnce(fakeItem(execution), 'talk.mp3', upload);
		expect(await uploadOnce(fakeItem(execution), 'talk.mp3', upload)).toBe(urls[0]);
		expect(urls).toHaveLength(1);
	});

	it('uploads another file', async () => {
		const execution = fakeExecution();
		const { upload, urls } = uploads();
		await uploadOnce(fakeItem(execution), 'talk.mp3', upload);
		expect(await uploadOnce(fakeItem(execution), 'other.mp3', upload)).toBe(urls[1]);
	});

	it('does not replace the job that is remembered for the same item', async () => {
		const item = fakeItem(fakeExecution());
		const job = memoryOf(item, 'job', 'talk.mp3');
		job.remember({ state: 'made', sentAt: 0, handle: 'J1' });
		await uploadOnce(item, 'talk.mp3', uploads().upload);
		expect(job.recall()?.handle).toBe('J1');
	});

	it('uploads a file again after a failed upload', async () => {
		const execution = fakeExecution();
		const { upload, urls } = uploads();
		const failure = new Error('The connection was lost');
		const failing = async () => await Promise.reject(failure);
		expect(await rejectionOf(uploadOnce(fakeItem(execution), 'talk.mp3', failing))).toBe(failure);
		expect(await uploadOnce(fakeItem(execution), 'talk.mp3', upload)).toBe(urls[0]);
	});
});
