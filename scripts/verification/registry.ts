import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod/v4';

import type { Repository } from './repositories';

const PROVENANCE = 'https://slsa.dev/provenance/v1';

/** A server on this machine that answers as npm's registry and GitHub's archives do. */
export interface Registry {
	url: string;
	close(): void;
}

/** What npm's registry returns about a package that was published with provenance. */
async function packageDocument(repository: Repository, url: string) {
	const { name, version, tarball } = repository;
	const content = await readFile(tarball);
	const manifest = z
		.record(z.string(), z.unknown())
		.parse(JSON.parse(await readFile(join(repository.unpacked, 'package.json'), 'utf8')));
	const dist = {
		tarball: `${url}/${name}/-/${name}-${version}.tgz`,
		shasum: createHash('sha1').update(content).digest('hex'),
		integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
		attestations: {
			url: `${url}/-/npm/v1/attestations/${name}@${version}`,
			provenance: { predicateType: PROVENANCE },
		},
	};
	return {
		_id: name,
		name,
		'dist-tags': { latest: version },
		versions: { [version]: { ...manifest, dist } },
	};
}

/** What npm's registry returns about the provenance of a package: the commit that it was built from. */
function attestations({ owner, repo, commit }: Repository) {
	const statement = {
		_type: 'https://in-toto.io/Statement/v1',
		predicateType: PROVENANCE,
		predicate: {
			buildDefinition: {
				buildType: 'https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1',
				resolvedDependencies: [
					{ uri: `git+https://github.com/${owner}/${repo}@refs/heads/main`, digest: { gitCommit: commit } },
				],
			},
		},
	};
	const payload = Buffer.from(JSON.stringify(statement)).toString('base64');
	return {
		attestations: [{ predicateType: PROVENANCE, bundle: { dsseEnvelope: { payload } } }],
	};
}

/**
 * Starts a registry that has these packages and their repositories. It never sees another machine: the scanner is
 * redirected to it (`redirect.mjs`).
 */
export async function startRegistry(repositories: readonly Repository[]): Promise<Registry> {
	const server = createServer((request, response) => {
		void answer(request, response).catch(() => response.writeHead(500).end());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${portOf(server.address())}`;

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = decodeURIComponent(request.url ?? '').replace(/^\/+/, '');
		for (const repository of repositories) {
			const { name, version, owner, repo, commit } = repository;
			if (path === name) {
				send(response, await packageDocument(repository, url));
				return;
			}
			if (path === `-/npm/v1/attestations/${name}@${version}`) {
				send(response, attestations(repository));
				return;
			}
			if (path === `${name}/-/${name}-${version}.tgz`) {
				sendFile(response, repository.tarball);
				return;
			}
			if (path === `${owner}/${repo}/tar.gz/${commit}`) {
				sendFile(response, repository.archive);
				return;
			}
		}
		response.writeHead(404).end();
	}

	return {
		url,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string') throw new Error('The registry has no port');
	return address.port;
}

function send(response: ServerResponse, value: unknown): void {
	response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function sendFile(response: ServerResponse, file: string): void {
	response.writeHead(200, { 'content-type': 'application/gzip' });
	createReadStream(file).pipe(response);
}
