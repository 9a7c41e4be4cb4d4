import type { INodeExecutionData } from 'n8n-workflow';

import { textAt } from '../network/message';
import { recordingIn } from '../vendors/jobs';
import { jobIdOf, type Check, type Past } from './check';

/** Each item gets the job and the transcript of its own recording, made with the parameters of now, and no other's. */
export const checkPaired: Check = (past) => {
	for (const { node, items, result, version } of attemptsOf(past)) {
		if (result?.kind !== 'output' || node.name === 'Wait') continue;
		const seen = new Set<number>();
		for (const item of result.items) {
			const index = pairOf(item);
			if (seen.has(index)) past.world.violation('mixed up', `item ${index} comes twice`);
			seen.add(index);
			checkItem(past, items[index], item, version);
		}
		if (seen.size !== items.length) {
			past.world.violation('mixed up', `${items.length} items went in and ${seen.size} came out`);
		}
	}
};

function attemptsOf({ world }: Past) {
	return world.attempts.map(({ node, items, result }) => {
		const options = JSON.stringify(node.parameters.options ?? {});
		return { node, items, result, version: versionIn(options) };
	});
}

function versionIn(options: string): string {
	const [, version = ''] = /(?:language_code|language|speaker_count)\\":\\?"?([\w-]+)/.exec(options) ?? [];
	return version;
}

function checkItem(
	{ world }: Past,
	input: INodeExecutionData | undefined,
	{ json }: INodeExecutionData,
	version: string,
): void {
	const asked = textAt(input?.json, 'recording') || recordingIn(input?.binary?.data?.data ?? '');
	const text = textAt(json, 'text');
	if (text !== '' && text !== `This is ${asked}`)
		world.violation('mixed up', `${asked} got the text "${text}"`);
	const id = jobIdOf(json);
	const job = world.vendor.jobs.get(id);
	if (id === '' || !job) return;
	if (job.recording !== asked) world.violation('mixed up', `${asked} got the job ${id} of ${job.recording}`);
	if (job.version !== version) {
		world.violation(
			'mixed up',
			`${asked} was asked for as ${version} and got the job ${id}, made as ${job.version}`,
		);
	}
}

function pairOf({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;
}
