import type { INodeListSearchItems } from 'n8n-workflow';

import type { Job } from '../jobs/model';

/**
 * Jobs as entries of the "From List" mode, filtered by ID, time, name and status. The name comes last, because the
 * editor truncates long entries.
 */
export function jobResults(jobs: readonly Job[], filter = ''): INodeListSearchItems[] {
	const query = filter.toLowerCase();
	return jobs
		.map((job) => ({
			name: [job.createdAt?.slice(0, 16).replace('T', ' '), job.vendorStatus, job.name ?? job.jobId]
				.filter((part) => part !== undefined)
				.join(' · '),
			value: job.jobId,
		}))
		.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(query));
}
