import { dataSchema, statusSchema } from '../../../nodes/Botlhale/api/schemas';
import { member, textAt, which, type Answer, type Session } from '../../core/session';
import { ENDED, LATE, LOOKUPS, OLD, pathOf, SNAKE, statusOf, type Lookup } from './files';

/** Which of two variants a vendor reads; each is tried alone, because both at once would hide it. */
function readOf<A extends string, B extends string>(
	first: A,
	isFirst: boolean,
	second: B,
	isSecond: boolean,
): A | B | 'both' | undefined {
	if (isFirst && isSecond) return 'both';
	return isFirst ? first : isSecond ? second : undefined;
}

/** Waits until the job has ended; returns the ways to look it up that return its final status. */
async function waysToFind(session: Session, organisation: string, key: string): Promise<Lookup[]> {
	const endedWays = async (): Promise<Lookup[]> => {
		const ended: Lookup[] = [];
		for (const lookup of LOOKUPS) {
			const look = await session.send({ path: pathOf('status', lookup, organisation, key) });
			if (ENDED.test(statusOf(look))) ended.push(lookup);
		}
		return ended;
	};
	const ended = await session.until(async () => ((await endedWays()).length === 0 ? undefined : true));
	// The job may have ended between two ways.
	return ended === undefined ? [] : await endedWays();
}

/** @returns how the vendor finds files; `undefined` if the job did not end in time */
export async function results(
	session: Session,
	organisation: string,
	key: string,
): Promise<Lookup | undefined> {
	const ways = await waysToFind(session, organisation, key);
	const reads = (matches: (lookup: Lookup) => boolean) => ways.some(matches);
	session.decide(
		'queryNames',
		'Names in queries',
		readOf(
			'snake',
			reads(({ names }) => names === SNAKE),
			'old',
			reads(({ names }) => names === OLD),
		),
		LATE,
	);
	session.decide(
		'fileNames',
		'Form of names of files (key: with the organisation, last: without)',
		key.includes('/')
			? readOf(
					'key',
					reads(({ isKey }) => isKey),
					'last',
					reads(({ isKey }) => !isKey),
				)
			: undefined,
		key.includes('/') ? LATE : 'keys do not contain the organisation',
	);
	const [way] = ways;
	if (way === undefined) {
		session.depart(`job:wait: ${LATE}`);
		return undefined;
	}
	const status = { path: pathOf('status', way, organisation, key) };
	await session.step('job:getStatus', status, statusSchema);
	const ended = await session.step('job:wait', status, statusSchema);
	session.decide(
		'statusForm',
		'Form of the status (A: data[0].status, B: status)',
		member(ended.json, 'data') === undefined ? 'B' : 'A',
	);
	session.decide('finishedStatus', 'Status of a finished job', statusOf(ended) || undefined);
	const data = await session.send({ path: pathOf('data', way, organisation, key) });
	const getdata = await session.send({ path: pathOf('getdata', way, organisation, key) });
	session.decide(
		'dataPath',
		'Path of results',
		readOf('data', data.status === 200, 'getdata', getdata.status === 200),
	);
	const part = data.status === 200 ? 'data' : 'getdata';
	const path = pathOf(part, way, organisation, key);
	const result = await session.step('transcript:get', { path }, dataSchema);
	session.steps.push({
		operation: 'transcript:transcribe',
		request: 'the requests above',
		status: result.status,
		ok: result.status === 200,
	});
	session.decide(
		'dataForm',
		'Form of results (A and B: from 2025, 2023: the oldest)',
		result.status === 200 ? dataForm(result) : undefined,
	);
	const points: ReadonlyArray<[id: string, topic: string, path: string]> = [
		['dataStatus', 'Status in results', 'status'],
		['audioLength', 'Duration in results', 'audio_length'],
		['dateReceived', 'Date in results', 'date_received'],
	];
	for (const [id, topic, at] of points)
		session.decide(id, topic, textAt(result.json, at) || undefined, `the results have no ${at}`);
	session.decide(
		'timesName',
		'Name of the time for language identification',
		which(result.json, 'timestamps.0.times.sli', 'timestamps.0.times.speaker'),
		'segments have no times',
	);
	session.decide(
		'speakerLabel',
		'Names of speakers',
		textAt(result.json, 'timestamps.0.speaker') || undefined,
	);
	session.decide(
		'language',
		'Languages of segments',
		textAt(result.json, 'timestamps.0.language') || undefined,
	);
	return way;
}

function dataForm({ json }: Answer): string {
	if (typeof member(json, 'audio_length') === 'number') return 'A';
	return textAt(json, 'audio_length').includes('seconds') ? '2023' : 'B';
}
