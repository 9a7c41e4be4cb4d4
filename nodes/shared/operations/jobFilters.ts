import type { INodeProperties } from 'n8n-workflow';

import type { GroupValues } from '../fields/group';
import type { Job, JobStatus } from '../jobs/model';

const STATUSES: ReadonlyArray<{ name: string; value: JobStatus }> = [
	{ name: 'Completed', value: 'completed' },
	{ name: 'Deleted', value: 'deleted' },
	{ name: 'Expired', value: 'expired' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Queued', value: 'queued' },
	{ name: 'Running', value: 'running' },
];

/**
 * The filters of Get Many that all vendors have. What a vendor's list cannot filter, the node does.
 * @param statuses those that the vendor's list contains
 */
export function jobFilterFields(statuses: readonly JobStatus[]): INodeProperties[] {
	return [
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description:
				'Only jobs created at this time or later. Default time zone: that of the workflow. For the last week: {{ $now.minus({ days: 7 }) }}.',
		},
		{
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			default: '',
			description: 'Only jobs created before this time. Default time zone: that of the workflow.',
		},
		{
			displayName: 'Status',
			name: 'statuses',
			type: 'multiOptions',
			options: STATUSES.filter(({ value }) => statuses.includes(value)),
			default: [],
			description: 'Only jobs with one of these statuses',
		},
	];
}

/** Which jobs of a list are returned. */
export interface JobFilter {
	/** ISO 8601 in UTC. */
	createdAfter: string | undefined;
	createdBefore: string | undefined;
	/** Empty for all. */
	statuses: readonly string[];
	isWanted(job: Job): boolean;
	/** Whether a job is too old, so that in a list with the newest jobs first no other one follows. */
	isTooOld(job: Job): boolean;
	/** Whether any job could be left out. */
	isActive: boolean;
}

/** The values of `jobFilterFields` among those that `readGroup` returns, and the others. */
export function jobFilterOf({ createdAfter, createdBefore, statuses, ...others }: GroupValues): {
	filter: JobFilter;
	others: GroupValues;
} {
	const after = textOf(createdAfter);
	const before = textOf(createdBefore);
	const wanted = Array.isArray(statuses) ? statuses.map(String) : [];
	const isTooOld = (job: Job) => after !== undefined && timeOf(job) < Date.parse(after);
	const filter: JobFilter = {
		createdAfter: after,
		createdBefore: before,
		statuses: wanted,
		isTooOld,
		isWanted: (job) =>
			!isTooOld(job) &&
			(before === undefined || timeOf(job) < Date.parse(before)) &&
			(wanted.length === 0 || wanted.includes(job.status)),
		isActive: after !== undefined || before !== undefined || wanted.length > 0,
	};
	return { filter, others };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** In ms since 1970. `NaN`, which is neither too old nor new enough, for a job without a time. */
function timeOf({ createdAt }: Job): number {
	return Date.parse(createdAt ?? '');
}
