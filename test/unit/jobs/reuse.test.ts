import type { JobStatus } from '../../../nodes/shared/jobs/model';
import { findReusable, reuseKeyOf, reuseOption, type Reuse } from '../../../nodes/shared/jobs/reuse';
import type { CreatedJob } from '../../../nodes/shared/jobs/vendor';
import { createdJob, fakeExecution, fakeItem, jobOf } from '../../support/jobs';
import { wavFile } from '../../support/wav';

/** A list that shows these jobs with their marks. */
const listing = (...entries: Array<[mark: string | undefined, status: JobStatus]>): Reuse => ({
	settings: { language: 'en' },
	find: async (isWanted): Promise<CreatedJob | undefined> => {
		const at = entries.findIndex(([mark, status]) => isWanted(mark, jobOf('J', { status })));
		return await Promise.resolve(at < 0 ? undefined : createdJob(`J${at}`));
	},
});

const itemOf = (options: unknown, workflow = 'w1') =>
	fakeItem(fakeExecution({ parameters: { options }, functions: { getWorkflow: () => ({ id: workflow }) } }));

const ON = { reuseExistingJob: true };

describe('the key of reusable jobs', () => {
	const { file } = wavFile(1);

	it.each([{}, { reuseExistingJob: false }, { reuseExistingJob: 'yes' }])(
		'is empty unless the option is on, and the file is not read: %j',
		async (options) => {
			const { file: unread, opened } = wavFile(1);
			expect([await reuseKeyOf(itemOf(options), listing(), unread), opened()]).toEqual(['', 0]);
		},
	);

	it('is empty if the vendor has no list', async () => {
		expect(await reuseKeyOf(itemOf(ON), undefined, file)).toBe('');
	});

	it('is short enough for the end of a mark, and the same for the same job', async () => {
		const key = await reuseKeyOf(itemOf(ON), listing(), file);
		expect(key).toMatch(/^:[0-9a-f]{20}$/);
		expect(await reuseKeyOf(itemOf(ON), listing(), wavFile(1).file)).toBe(key);
	});

	it('is the same for a file that is streamed, in whatever chunks', async () => {
		const content = await file.open();
		async function* streamed() {
			await Promise.resolve();
			if (Buffer.isBuffer(content)) yield* [content.subarray(0, 5), content.subarray(5)];
		}
		const stream = { ...file, open: async () => await Promise.resolve(streamed()) };
		expect(await reuseKeyOf(itemOf(ON), listing(), stream)).toBe(
			await reuseKeyOf(itemOf(ON), listing(), file),
		);
	});

	it('is another one for another workflow, other settings, another recording, and one behind a URL', async () => {
		const other = { ...listing(), settings: { language: 'de' } };
		const keys = [
			await reuseKeyOf(itemOf(ON), listing(), file),
			await reuseKeyOf(itemOf(ON, 'w2'), listing(), file),
			await reuseKeyOf(itemOf(ON), other, file),
			await reuseKeyOf(itemOf(ON), listing(), wavFile(2).file),
			await reuseKeyOf(itemOf(ON), listing(), undefined),
		];
		expect(new Set(keys).size).toBe(5);
	});
});

describe('an earlier job', () => {
	it.each<JobStatus>(['queued', 'running', 'completed'])('that is %s is used again', async (status) => {
		const list = listing([undefined, status], ['n8n:1:key2', status], ['n8n:1:key', status]);
		expect((await findReusable(list, ':key'))?.job.jobId).toBe('J2');
	});

	it.each<JobStatus>(['failed', 'deleted', 'expired'])('that is %s is not', async (status) => {
		expect(await findReusable(listing(['n8n:1:key', status]), ':key')).toBeUndefined();
	});

	it('is not searched for without a key, or without a list', async () => {
		expect(await findReusable(listing(['n8n:1:', 'completed']), '')).toBeUndefined();
		expect(await findReusable(undefined, ':key')).toBeUndefined();
	});
});

it('the option is off by default, and says what it does', () => {
	expect(reuseOption).toMatchObject({ name: 'reuseExistingJob', type: 'boolean', default: false });
	expect(reuseOption.displayName).toMatch(/\w+ \w+/);
	expect(reuseOption.description).toMatch(/^Whether to/);
});
