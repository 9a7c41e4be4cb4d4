import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';

import { manifestSchema } from '../../platform/pack';
import { projectFolder, stateFolder } from '../../platform/paths';
import { npmCommand } from '../npm';
import { run } from './run';

/** The publisher of the repositories that are only written to be verified. */
const PUBLISHER = {
	author: { name: 'Example Publisher', email: 'publisher@example.org' },
	githubOwner: 'example-publisher',
};

const WORK = join(stateFolder, 'verification', 'repositories');

/** Commits with the same files have the same ID. */
const AUTHOR = {
	GIT_AUTHOR_NAME: PUBLISHER.author.name,
	GIT_AUTHOR_EMAIL: PUBLISHER.author.email,
	GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
	GIT_COMMITTER_NAME: PUBLISHER.author.name,
	GIT_COMMITTER_EMAIL: PUBLISHER.author.email,
	GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

const identitySchema = manifestSchema.extend({ repository: z.object({ url: z.string() }) });

/** The commit of a repository, and the package that was built from its files. */
export interface Repository {
	name: string;
	version: string;
	/** On GitHub, as in package.json. */
	owner: string;
	repo: string;
	commit: string;
	/** Archive of the commit, as GitHub returns it. */
	archive: string;
	/** Folder with the files of the commit. */
	files: string;
	/** The .tgz file that `npm publish` would send. */
	tarball: string;
	/** Folder with the files of the tarball. */
	unpacked: string;
}

/** Runs Git, also in a folder that another user owns, as in the containers of CI. */
const git = async (args: readonly string[], folder: string, environment = {}) =>
	await run('git', ['-c', 'safe.directory=*', ...args], folder, environment);

/** Writes the vendors' repositories as a release does, and commits each; returns their folders. */
async function exportRepositories(): Promise<string[]> {
	const target = join(WORK, 'exports');
	await rm(WORK, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	const publisher = join(WORK, 'publisher.json');
	await writeFile(publisher, JSON.stringify(PUBLISHER));
	await run(
		process.execPath,
		['scripts/release.mjs', '--publisher', publisher, '--repositories', target],
		projectFolder,
	);
	const folders = (await readdir(target)).sort().map((name) => join(target, name));
	for (const folder of folders) await commit(folder);
	return folders;
}

async function commit(folder: string): Promise<void> {
	await git(['init', '--quiet', '--initial-branch=main'], folder);
	await git(['add', '--all'], folder);
	await git(['-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', 'Release'], folder, AUTHOR);
}

async function unpack(archive: string, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1'], WORK);
}

/** Builds and packs the files of the last commit of a Git repository, without anything that it ignores. */
async function packCommit(repository: string): Promise<Repository> {
	const hash = (await git(['rev-parse', 'HEAD'], repository)).trim();
	const {
		name,
		version,
		repository: source,
	} = identitySchema.parse(JSON.parse(await git(['show', 'HEAD:package.json'], repository)));
	const [, owner = '', repo = ''] = /github\.com\/([^/]+)\/(.+)\.git$/.exec(source.url) ?? [];
	const folder = join(WORK, name);
	const files = join(folder, 'files');
	const archive = join(folder, 'source.tgz');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await git(
		['archive', '--format=tar.gz', `--prefix=${repo}-${hash}/`, `--output=${archive}`, 'HEAD'],
		repository,
	);
	await unpack(archive, files);
	await symlink(join(projectFolder, 'node_modules'), join(files, 'node_modules'), 'junction');
	const npm = async (words: string[]) => {
		const { command, args } = npmCommand(words);
		return await run(command, args, files);
	};
	await npm(['exec', '--', 'gulp', 'transpile', '--silent']);
	await npm(['pack', '--ignore-scripts', '--pack-destination', folder]);
	const tarball = join(folder, `${name}-${version}.tgz`);
	const unpacked = join(folder, 'unpacked');
	await unpack(tarball, unpacked);
	return { name, version, owner, repo, commit: hash, archive, files, tarball, unpacked };
}

/** The repository of this project and those of the vendors, each built from the files of its last commit. */
export async function buildRepositories(): Promise<Repository[]> {
	const repositories: Repository[] = [];
	for (const folder of [projectFolder, ...(await exportRepositories())]) {
		repositories.push(await packCommit(folder));
	}
	return repositories;
}

/** Adds a file to a repository, commits it, and builds the package again. */
export async function plant(repository: Repository, file: string, text: string): Promise<Repository> {
	const folder = join(WORK, 'planted', repository.name);
	await rm(folder, { recursive: true, force: true });
	await unpack(repository.archive, folder);
	if (existsSync(join(folder, file))) throw new Error(`${file} exists`);
	await writeFile(join(folder, file), text);
	const manifest = join(folder, 'package.json');
	const original = z.looseObject({}).parse(JSON.parse(await readFile(manifest, 'utf8')));
	await writeFile(manifest, JSON.stringify({ ...original, name: `${repository.name}-planted` }));
	await commit(folder);
	return await packCommit(folder);
}
