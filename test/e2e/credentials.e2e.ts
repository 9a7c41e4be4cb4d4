import { openStage, type Surroundings } from './support/stage';

let stage: Surroundings;

beforeAll(async () => {
	stage = await openStage();
});

describe('the test button of the AssemblyAI credential', () => {
	it('accepts a key that the vendor accepts', async () => {
		const { client, secrets } = stage;
		const secret = secrets.find(({ type }) => type === 'assemblyAiApi');
		const stored = (await client.listCredentials()).find(({ type }) => type === 'assemblyAiApi');
		if (secret === undefined || stored === undefined) throw new Error('No AssemblyAI credential');
		const answer = await client.testCredential(stored, secret.data);
		expect(answer).toMatchObject({ status: 'OK' });
	});

	it('says what is wrong with a key that the vendor refuses', async () => {
		const { client, secrets } = stage;
		const secret = secrets.find(({ type }) => type === 'assemblyAiApi');
		if (secret === undefined) throw new Error('No AssemblyAI credential');
		const refused = await client.createCredential('Refused', 'assemblyAiApi', {
			...secret.data,
			apiKey: ' ',
		});
		const answer = await client.testCredential(refused, { ...secret.data, apiKey: ' ' });
		expect(answer).toEqual({
			status: 'Error',
			message: 'AssemblyAI refuses this key. Check that it is complete and active.',
		});
	});
});
