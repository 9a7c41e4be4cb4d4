import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { storeCredentials } from '../../platform/credentials';
import { startN8n } from '../../platform/n8n';
import type { PackedPackage } from '../../platform/pack';
import { testDataFolder } from '../../platform/paths';
import { freePort } from '../../platform/ports';
import { failureOf, N8nClient, outputOf } from '../../platform/rest';
import { demoOwner } from '../../platform/stage';
import { packVendorPackages } from '../../platform/vendorPackages';
import { deepgram } from '../support/transcriptFormats';
import { openStage, type Surroundings } from './support/stage';
import { vendors } from './support/vendors';
import { bringRecording, inARow, items, MANUAL, manualStart, splitOut } from './support/workflows';

let stage: Surroundings;
let packages: PackedPackage[];

beforeAll(async () => {
	stage = await openStage();
	packages = await packVendorPackages();
});

/** Runs n8n with one of the packages alone. */
async function withPackage(
	packageName: string,
	work: (client: N8nClient, found: PackedPackage) => Promise<void>,
): Promise<void> {
	const found = packages.find(({ name }) => name === packageName);
	if (found === undefined) throw new Error(`No package ${packageName}`);
	const userFolder = join(testDataFolder, found.name);
	await rm(userFolder, { recursive: true, force: true });
	const n8n = await startN8n({
		runtime: stage.runtime,
		port: await freePort(),
		userFolder,
		packageTarball: found.tarball,
	});
	try {
		const client = new N8nClient(n8n.url);
		await client.signIn(demoOwner);
		await work(client, found);
	} finally {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
}

it.each(vendors)('the package for $displayName alone transcribes and makes captions', async (facts) => {
	await withPackage(facts.packageName, async (client, found) => {
		const own = stage.secrets.filter(({ type }) => type === facts.credentialType);
		const credentials = await storeCredentials(client, own);
		const type = `${found.name}.${facts.node}`;
		const { id } = await client.createWorkflow(
			inARow(`${facts.displayName} alone`, { credentials }, [
				manualStart,
				bringRecording(stage, facts.recording.file),
				{
					name: 'Transcribe',
					type,
					parameters: {
						resource: 'transcript',
						operation: 'transcribe',
						output: 'words',
						...facts.fromFile,
					},
				},
				{
					name: 'Captions',
					type,
					parameters: { resource: 'transcript', operation: 'getCaptions', transcriptSource: 'item' },
				},
			]),
		);
		const execution = await client.finished(await client.run(id, MANUAL));
		expect(failureOf(execution)).toBeUndefined();
		const [captions] = outputOf(execution, 'Captions');
		expect(captions?.json.captions).toContain(facts.recording.word);
		const known = await client.credentialTypes();
		expect(vendors.map(({ credentialType }) => credentialType).filter((each) => known.has(each))).toEqual([
			facts.credentialType,
		]);
	});
});

it('the package of the Transcript node alone makes captions of a response of another tool', async () => {
	await withPackage('n8n-nodes-transcript', async (client, found) => {
		const { id } = await client.createWorkflow(
			inARow('Transcript alone', { credentials: [] }, [
				manualStart,
				items([deepgram]),
				splitOut,
				{
					name: 'Captions',
					type: `${found.name}.transcript`,
					parameters: { resource: 'transcript', operation: 'getCaptions', format: 'srt' },
				},
			]),
		);
		const execution = await client.finished(await client.run(id, MANUAL));
		expect(failureOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'Captions')[0]?.json.captions).toMatch(/ --> .*\n.*morning/i);
		const known = await client.credentialTypes();
		expect(vendors.filter(({ credentialType }) => known.has(credentialType))).toEqual([]);
	});
});
