import type { Postgres } from '../../../platform/cluster/postgres';
import { outputOf, readExecutionData } from '../../../platform/rest';
import { RESULT, text } from '../../../test/queue/support/workflows';
import type { Delivery } from './tally';

/** Number of executions by status. */
export type States = Record<string, number>;

const listOf = (workflowIds: readonly string[]): string => workflowIds.map((id) => `'${id}'`).join(', ');

/** The executions of workflows by status, read from the database so that n8n has nothing to do with it. */
export async function statesOf(postgres: Postgres, workflowIds: readonly string[]): Promise<States> {
	const states: States = {};
	const rows = postgres.column(
		`SELECT status || ' ' || count(*) FROM execution_entity WHERE "workflowId" IN (${listOf(workflowIds)}) GROUP BY status`,
	);
	for await (const row of rows) {
		const [status = '', count] = row.split(' ');
		states[status] = Number(count);
	}
	return states;
}

/** When the last successful execution of the workflows ended, in epoch milliseconds. */
export async function lastEnd(postgres: Postgres, workflowIds: readonly string[]): Promise<number> {
	return await numberOf(
		postgres,
		`SELECT extract(epoch FROM max("stoppedAt")) * 1000 FROM execution_entity
		WHERE status = 'success' AND "workflowId" IN (${listOf(workflowIds)})`,
	);
}

/** The size of the database in bytes. */
export async function databaseSize(postgres: Postgres): Promise<number> {
	return await numberOf(postgres, 'SELECT pg_database_size(current_database())');
}

/**
 * The transcripts that successful executions of the workflows returned, duplicates included.
 * @param isRight whether this is the text of the recording
 */
export async function deliveriesOf(
	postgres: Postgres,
	workflowIds: readonly string[],
	isRight: (recording: string, text: string) => boolean,
): Promise<Delivery[]> {
	const deliveries: Delivery[] = [];
	const rows = postgres.column(
		`SELECT d.data FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id
		WHERE e.status = 'success' AND e."workflowId" IN (${listOf(workflowIds)})`,
	);
	for await (const row of rows) {
		for (const item of outputOf({ data: await readExecutionData(row) }, RESULT)) {
			const recording = text(item, 'recording');
			if (isRight(recording, text(item, 'text'))) deliveries.push({ recording, jobId: text(item, 'jobId') });
		}
	}
	return deliveries;
}

async function numberOf(postgres: Postgres, sql: string): Promise<number> {
	for await (const value of postgres.column(sql)) return Number(value);
	throw new Error(`No row: ${sql}`);
}
