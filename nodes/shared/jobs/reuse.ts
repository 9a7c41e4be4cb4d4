import { createHash } from 'crypto';
import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../execution/runItems';
import { readOptions } from '../fields/parameters';
import type { UploadFile } from '../http/multipart';
import { isAsyncIterable } from '../http/responseBody';
import type { Job } from './model';
import type { CreatedJob } from './vendor';

/** An option for vendors whose list shows the marks of jobs. */
export const reuseOption: INodeProperties = {
	displayName: 'Reuse Existing Job',
	name: 'reuseExistingJob',
	type: 'boolean',
	default: false,
	description:
		'Whether to use an earlier job of this workflow with the same recording and the same settings instead of paying again. Only jobs that were created with this option are found, as long as the vendor lists them.',
};

/** How to find an earlier job with the same result. */
export interface Reuse {
	/** Everything that determines the result, except the content of the file. */
	settings: unknown;
	/** The newest job of the vendor's list that fulfils the condition; `undefined` if none is found. @throws VendorError */
	find(isWanted: (mark: string | undefined, job: Job) => boolean): Promise<CreatedJob | undefined>;
}

const KEY_LENGTH = 20;

/**
 * The end of the marks of all jobs of this workflow that have the same result; empty if jobs are not reused. Reads the file
 * once.
 */
export async function reuseKeyOf(
	call: ItemContext,
	reuse: Reuse | undefined,
	file: UploadFile | undefined,
): Promise<string> {
	if (!reuse || readOptions(call, 'options', 'Options').reuseExistingJob !== true) return '';
	const { id } = call.context.getWorkflow();
	const content = file && (await digestOf(file));
	const digest = createHash('sha256')
		.update(JSON.stringify([id, reuse.settings, content]))
		.digest('hex');
	return `:${digest.slice(0, KEY_LENGTH)}`;
}

async function digestOf(file: UploadFile): Promise<string> {
	const hash = createHash('sha256');
	const content = await file.open();
	if (!isAsyncIterable(content)) return hash.update(content).digest('hex');
	for await (const chunk of content) hash.update(chunk);
	return hash.digest('hex');
}

/** An earlier job with this key that has a transcript or will have one; `undefined` if none is found. */
export async function findReusable(reuse: Reuse | undefined, key: string): Promise<CreatedJob | undefined> {
	if (!reuse || key === '') return undefined;
	return await reuse.find((mark, job) => mark?.endsWith(key) === true && isUsable(job));
}

function isUsable({ status }: Job): boolean {
	return status === 'completed' || status === 'running' || status === 'queued';
}
