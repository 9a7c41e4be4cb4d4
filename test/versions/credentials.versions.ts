import { failureOf, outputOf } from '../../platform/rest';
import { typeOf } from '../e2e/support/nodes';
import { openStage, type Surroundings } from '../e2e/support/stage';
import { vendors } from '../e2e/support/vendors';
import { fetchFileOfItem, inARow, items, MANUAL, manualStart, splitOut } from '../e2e/support/workflows';

let stage: Surroundings;

beforeAll(async () => {
	stage = await openStage();
});

describe.each(vendors)('the credential of $displayName', ({ credentialType, badSecret, refusal }) => {
	const fields = () => {
		const secret = stage.secrets.find(({ type }) => type === credentialType);
		if (secret === undefined) throw new Error(`No secret for ${credentialType}`);
		return secret;
	};

	it('is accepted by its test', async () => {
		const { name, data } = fields();
		const credential = await stage.client.createCredential(`${name}, good`, credentialType, data);
		expect(await stage.client.testCredential(credential, data)).toMatchObject({ status: 'OK' });
	});

	it('is refused by its test if the key is wrong', async () => {
		const { name, data } = fields();
		const bad = { ...data, ...badSecret };
		const credential = await stage.client.createCredential(`${name}, bad`, credentialType, bad);
		const { status, message } = await stage.client.testCredential(credential, bad);
		expect(status).toBe('Error');
		// Before n8n 2, the words of the vendor are replaced by n8n's own.
		expect(
			message.replace(/^(Authorization failed|Forbidden) - .*check your credentials\??$/, refusal),
		).toContain(refusal);
	});
});

it('gets another bearer token from Botlhale AI when the vendor refuses the first', async () => {
	const { client, sandbox } = stage;
	const facts = vendors.find(({ name }) => name === 'botlhale');
	if (facts === undefined) throw new Error('No Botlhale AI');
	const { id } = await client.createWorkflow(
		inARow('Another token', stage, [
			manualStart,
			items([{ url: sandbox.recordingUrl(facts.recording.file) }]),
			splitOut,
			fetchFileOfItem,
			{
				name: 'Transcribe',
				type: typeOf({ name: facts.node }),
				parameters: { resource: 'transcript', operation: 'transcribe', output: 'text', ...facts.fromFile },
			},
		]),
	);
	const transcribe = async (): Promise<unknown> => {
		const execution = await client.finished(await client.run(id, MANUAL));
		expect(failureOf(execution)).toBeUndefined();
		return outputOf(execution, 'Transcribe')[0]?.json.text;
	};
	await sandbox.reset();
	expect(await transcribe()).toContain(facts.recording.word);
	await sandbox.settings('botlhale', { tokenGeneration: 1 });
	expect(await transcribe()).toContain(facts.recording.word);
	const answers = (await sandbox.requests({ vendor: 'botlhale' })).map(({ status }) => status);
	expect(answers.filter((status) => status === 401)).toHaveLength(1);
	await sandbox.reset();
});
