import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { ProsaEndpoint } from '../api/schemas';

/** The endpoint that a trigger has registered, as it is stored. */
export interface StoredEndpoint {
	id: string;
	url: string;
	sslVerification: boolean;
	/** The newest first. */
	secrets: StoredSecret[];
}

interface StoredSecret {
	key: string;
	/** ISO 8601; `null` if it does not expire. */
	expiresAt: string | null;
}

const storedSchema = z.lazy(() =>
	z.object({
		id: z.string(),
		url: z.string(),
		sslVerification: z.boolean(),
		secrets: z.array(z.object({ key: z.string(), expiresAt: z.string().nullable() })),
	}),
);

const KEY = 'endpoint';

export function storedEndpoint(staticData: IDataObject): StoredEndpoint | undefined {
	const stored = storedSchema.safeParse(staticData[KEY]);
	return stored.success ? stored.data : undefined;
}

export function storeEndpoint(staticData: IDataObject, endpoint: ProsaEndpoint, url: string): void {
	const stored: StoredEndpoint = {
		id: endpoint.id,
		url,
		sslVerification: endpoint.ssl_verification ?? true,
		secrets: secretsOf(endpoint),
	};
	staticData[KEY] = { ...stored, secrets: stored.secrets.map((secret) => ({ ...secret })) };
}

export function forgetEndpoint(staticData: IDataObject): void {
	Reflect.deleteProperty(staticData, KEY);
}

export function secretsOf(endpoint: ProsaEndpoint): StoredSecret[] {
	return (endpoint.secrets ?? []).map(({ key, expired_at: expiresAt }) => ({
		key,
		expiresAt: expiresAt ?? null,
	}));
}

/** The secrets that are valid at this time, in ms since 1970. */
export function validKeys(secrets: readonly StoredSecret[], now: number): string[] {
	return secrets
		.filter(({ expiresAt }) => expiresAt === null || !(Date.parse(expiresAt) <= now))
		.map(({ key }) => key);
}
