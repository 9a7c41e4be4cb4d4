import { mkdir, rm, writeFile } from 'fs/promises';
import { join, relative } from 'path';

import { projectFolder } from '../platform/paths';
import { outputOf, type Execution, type Item, type N8nClient, type Workflow } from '../platform/rest';

/** Folder for the results, with one subfolder per example. */
const resultsFolder = join(projectFolder, 'demo', 'out');

/** The results of an execution. */
export interface Results {
	/** The text of the transcript; `null` if there is none. */
	text: string | null;
	/** The files written, relative to the project. */
	files: string[];
}

/**
 * Writes the output of the last nodes of an execution: items as JSON, and each binary value as a file.
 * The folder is emptied first.
 */
export async function writeResults(
	name: string,
	workflow: Pick<Workflow, 'nodes' | 'connections'>,
	execution: Execution,
	client: N8nClient,
): Promise<Results> {
	const folder = join(resultsFolder, name);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const files: string[] = [];
	const write = async (file: string, content: string | Buffer): Promise<void> => {
		const path = join(folder, unusedName(safeName(file), files, folder));
		await writeFile(path, content);
		files.push(relative(projectFolder, path));
	};
	const ends = lastNodes(workflow).map((node) => ({ node, items: itemsOf(execution, node) }));
	for (const { node, items } of ends.filter((end) => end.items.length > 0)) {
		await write(
			`${node}.json`,
			`${JSON.stringify(
				items.map(({ json }) => json),
				undefined,
				2,
			)}\n`,
		);
		for (const value of items.flatMap(({ binary }) => Object.values(binary ?? {}))) {
			const extension = value.fileExtension ?? 'bin';
			await write(value.fileName ?? `${node}.${extension}`, await client.download(value));
		}
	}
	return {
		text: findText(ends.flatMap(({ items }) => items)) ?? findText(allItems(execution)) ?? null,
		files,
	};
}

/** The nodes without a following node. */
function lastNodes({ nodes, connections }: Pick<Workflow, 'nodes' | 'connections'>): string[] {
	return nodes
		.map(({ name }) => name)
		.filter((name) => !JSON.stringify(connections[name] ?? {}).includes('"node":'));
}

function itemsOf(execution: Execution, node: string): Item[] {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.flatMap((run) => (run.data?.main ?? []).flatMap((items) => items ?? []));
}

function allItems(execution: Execution): Item[] {
	return Object.keys(execution.data.resultData.runData).flatMap((node) => outputOf(execution, node));
}

function findText(items: Item[]): string | undefined {
	return (
		items
			// An agent returns its text as `output`.
			.map(({ json }) => json.text ?? json.output)
			.find((text): text is string => typeof text === 'string' && text !== '')
	);
}

function safeName(name: string): string {
	return name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '') || 'file';
}

/** Files of two items may have the same name: later ones get a number. */
function unusedName(name: string, taken: string[], folder: string): string {
	const isTaken = (candidate: string): boolean =>
		taken.includes(relative(projectFolder, join(folder, candidate)));
	let candidate = name;
	for (let number = 2; isTaken(candidate); number++) {
		candidate = name.replace(/(\.[^.]*)?$/, (extension) => `-${number}${extension}`);
	}
	return candidate;
}
