import type { Patch } from '../package/bundle';
import type { VendorName } from '../vendors/model';

/** A mistake that could be made in the package, to show that the simulation notices it. */
export interface PlantedBug {
	name: string;
	/** Where it shows. */
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
		'a search that fails counts as one that found nothing',
		WITH_LIST,
		'nodes/shared/jobs/sendOnce.ts',
		"if (result.status === 'rejected') return 'unknown';",
		"if (result.status === 'rejected') continue;",
	),
	planted(
		'the memory knows the item, and not what was asked for',
		ALL,
		'nodes/shared/jobs/memory.ts',
		'return purchase?.digest === digest ? purchase : undefined;',
		'return purchase;',
	),
	planted(
		'nothing is remembered before a create is sent',
		WITH_LIST,
		CREATE_ONCE,
		"handle = mark;\n\t\t\tmemory.remember({ state: 'sending', sentAt, handle });",
		'handle = mark;',
	),
	planted(
		'after 503 the vendor has surely not created the job',
		WITH_LIST,
		FAILURE,
		'if (status === 408 || status >= 500 ||',
		"if (status === 503) return 'notProcessed';\n\tif (status === 408 || status >= 500 ||",
	),
	planted(
		'a search does not know how far the clocks are apart',
		['assemblyAi'],
		CREATE_ONCE,
		'const ahead = client.clockAheadMs();',
		'const ahead: number | undefined = 0;',
	),
	planted(
		'the log does not name the job',
		ALL,
		CREATE_ONCE,
		'`${this.client.vendor.displayName} job ${jobId} created',
		'`${this.client.vendor.displayName} job created',
	),
	planted(
		'a failed job in the output looks like a failure of the node',
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
		'polling gives up on 5xx',
		ALL,
		'nodes/shared/jobs/polling.ts',
		'isTransientError(error) ||',
		'(isTransientError(error) && (httpStatusOf(error) ?? 0) < 500) ||',
	),
	planted(
		'a wake-up fetches each transcript twice',
		['speechmatics', 'assemblyAi', 'prosa'],
		RESUME,
		'const result = await transcriptOrReason(',
		'await vendor.getTranscript(client, job.jobId);\n\tconst result = await transcriptOrReason(',
	),
	planted(
		'a wake-up leaves its endpoint',
		['prosa'],
		RESUME,
		'await unsubscribeWakeUp(vendor, context, plan.wakeUpId);\n\treturn { status: 200',
		'return { status: 200',
	),
	planted(
		'only the usual 5xx pass',
		ALL,
		FAILURE,
		'status === 429 || status >= 500;',
		'status === 429 || [500, 502, 503, 504].includes(status);',
	),
	planted(
		'whatever failed was not made',
		WITH_LIST,
		CREATE_ONCE,
		'if (isSurelyNotMade(result.reason)) this.notMade();',
		'this.notMade();',
	),
	planted(
		'a further try looks once',
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
		'a retry must see the job that it goes on with',
		ALL,
		CREATE_ONCE,
		'if (isStopped || !isTransientError(look.reason)) throw asError(look.reason);',
		'throw asError(look.reason);',
	),
	planted(
		'a failed job that stops the execution leaves its endpoint',
		['prosa'],
		RESUME,
		'await unsubscribeWakeUp(vendor, context, plan.wakeUpId);\n\t\t\tthrow',
		'throw',
	),
];
