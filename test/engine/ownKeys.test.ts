import { KEY, rejectForeignKeys } from '../../sandbox/core/credential';
import { startServer, type Sandbox } from '../../sandbox/core/server';
import { vendors as modules } from '../../sandbox/vendors';
import { createEngine, type Engine } from '../support/engine';
import { allVendors, type TestedVendor } from '../support/vendors';

let sandbox: Sandbox;
let engine: Engine;

beforeAll(async () => {
	sandbox = await startServer({ port: 0, vendors: modules });
	engine = await createEngine({});
});
afterAll(async () => {
	await engine.close();
	await sandbox.close();
});

/** Whether the sandbox accepts a credential with this key. */
async function accepts({ credentialType, credential }: TestedVendor, key: string): Promise<boolean> {
	const fields = Object.fromEntries(
		Object.entries(credential(sandbox.url)).map(([field, value]) => [field, value === KEY ? key : value]),
	);
	const { status } = await engine.testCredential(credentialType, fields);
	return status === 'OK';
}

// In this order: a process that rejects foreign keys does so until it ends.
it.each(allVendors)('$displayName accepts any key but a bad one by default', async (vendor) => {
	expect(await accepts(vendor, 'wrong-key-123')).toBe(true);
	expect(await accepts(vendor, 'bad-key')).toBe(false);
});

it.each(allVendors)('$displayName rejects a real key on request, and accepts its own', async (vendor) => {
	rejectForeignKeys();
	expect(await accepts(vendor, 'wrong-key-123')).toBe(false);
	expect(await accepts(vendor, KEY)).toBe(true);
});
