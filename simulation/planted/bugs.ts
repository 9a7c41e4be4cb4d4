import type { Patch } from '../package/bundle';
import type { VendorName } from '../vendors/model';

/** A bug that could be in the package, to show that the simulation finds it. */
export interface PlantedBug {
	name: string;
	/** The vendors for which it has an effect. */
	vendors: readonly VendorName[];
	patches: readonly Patch[];
}

const CREATE_ONCE = 'nodes/shared/jobs/createOnce.ts';
const FAILURE = 'nodes/shared/http/failure.ts';
const RESUME = 'nodes/shared/operations/resume.ts';

const ALL: readonly VendorName[] = ['assemblyAi', 'botlhale', 'prosa', 'speechmatics'];
const WITH_LIST: readonly VendorName[] = ['assemblyAi', 'prosa', 'speechmatics'];

const planted = (
	name: string,
	vendors: readonly VendorName[],
	file: string,
	find: string,
	replace: string,
): PlantedBug => ({ name, vendors, patches: [{ file, find, replace }] });

export const PLANTED_BUGS: readonly PlantedBug[] = [
	planted(
		'a failed search counts as one without a result',
		WITH_LIST,
		'nodes/shared/jobs/sendOnce.ts',
		"if (result.status === 'rejected') return 'unknown';",
		"if (result.status === 'rejected') continue;",
	),
	planted(
		'the memory ignores what was requested',
		ALL,
		'nodes/shared/jobs/memory.ts',
		"if (typeof entry !== 'string' || !entry.startsWith(digest)) return undefined;",
		"if (typeof entry !== 'string') return undefined;",
	),
	planted(
		'nothing is stored before a create is sent',
		WITH_LIST,
		CREATE_ONCE,
		'handle = mark;\n\t\t\tthis.rememberSending(handle);',
		'handle = mark;',
	),
	planted(
		'a create that failed with 503 counts as not processed',
		WITH_LIST,
		FAILURE,
		'if (status === 408 || status >= 500 ||',
		"if (status === 503) return 'notProcessed';\n\tif (status === 408 || status >= 500 ||",
	),
	planted(
		'a search ignores the difference of the clocks',
		['assemblyAi'],
		CREATE_ONCE,
		'const ahead = client.clockAheadMs();',
		'const ahead: number | undefined = 0;',
	),
	planted(
		'the log does not contain the job ID',
		ALL,
		CREATE_ONCE,
		'`${this.client.vendor.displayName} job ${jobId} created',
		'`${this.client.vendor.displayName} job created',
	),
	planted(
		'a failed job that is output looks like a failure of the node',
		ALL,
		'nodes/shared/operations/getJob.ts',
		"if (options.onFailedJob === 'output') return { json: jobToJson(response.job) };",
		"if (options.onFailedJob === 'output') return { json: { ...jobToJson(response.job), error: 'failed' } };",
	),
	planted(
		'a failed item aborts the uploads of the others',
		['botlhale'],
		'nodes/shared/execution/runItems.ts',
		'abort: cancel,',
		'abort: signal,',
	),
	planted(
		'polling ends at 5xx',
		ALL,
		'nodes/shared/jobs/polling.ts',
		'isTransientError(error) ||',
		'(isTransientError(error) && (httpStatusOf(error) ?? 0) < 500) ||',
	),
	planted(
		'a pause that the vendor asks for exceeds the time limit',
		ALL,
		'nodes/shared/jobs/polling.ts',
		'await sleepUnlessAborted(Math.min(rest, Math.max(step,',
		'await sleepUnlessAborted(Math.max(0, Math.max(step,',
	),
	planted(
		'a wake-up fetches each transcript twice',
		['speechmatics', 'assemblyAi', 'prosa'],
		RESUME,
		'const result = await transcriptOrReason(',
		'await vendor.getTranscript(client, job.jobId);\n\tconst result = await transcriptOrReason(',
	),
	planted(
		'a resumed execution leaves its endpoint',
		['prosa'],
		RESUME,
		'await unsubscribeWakeUp(vendor, context, plan.wakeUpId);\n\treturn { status: 200',
		'return { status: 200',
	),
	planted(
		'only common 5xx statuses are temporary',
		ALL,
		FAILURE,
		'status === 429 || status >= 500;',
		'status === 429 || [500, 502, 503, 504].includes(status);',
	),
	planted(
		'a failed create counts as not created',
		WITH_LIST,
		CREATE_ONCE,
		'if (isCertainlyNotCreated(result.reason)) this.recordNotCreated();',
		'this.recordNotCreated();',
	),
	planted(
		'a retry searches only once',
		WITH_LIST,
		CREATE_ONCE,
		'async () => await this.search(handle), SETTLE_MS);',
		'async () => await this.search(handle), [0]);',
	),
	planted(
		'jobs with other parameters share an upload',
		['assemblyAi'],
		'nodes/AssemblyAi/request/create.ts',
		'const upload = JSON.stringify([identity, body]);',
		'const upload = identity;',
	),
	planted(
		'a retry fails if it cannot check the job',
		ALL,
		CREATE_ONCE,
		'if (isStopped || !isTemporary) throw asError(state.reason);',
		'throw asError(state.reason);',
	),
	planted(
		'the endpoint of a stopped execution is not removed',
		['prosa'],
		'nodes/Prosa/callback/leftovers.ts',
		'await removeAll(client, await endedAmong(context, nextToCheck(suspended, Date.now())));',
		'',
	),
	planted(
		'the relay calls executions without their token',
		['botlhale'],
		'nodes/shared/webhook/relay.ts',
		"if (opened.token !== '') url.searchParams.set(TOKEN, opened.token);",
		'',
	),
	planted(
		'a callback is dropped if the vendor does not know its job yet',
		['botlhale'],
		'nodes/Botlhale/callback/lookups.ts',
		"job === undefined ? likelihood === 'other' : hasEnded(job)",
		'job === undefined || hasEnded(job)',
	),
	planted(
		'an earlier job with the same result is not found',
		['prosa', 'speechmatics'],
		'nodes/shared/jobs/reuse.ts',
		'mark?.endsWith(key) === true',
		'mark === key',
	),
];
