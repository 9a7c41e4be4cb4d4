import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { ProsaEndpoint } from '../api/schemas';

/** What a trigger keeps about the endpoint it has registered. */
export interface KeptEndpoint {
	id: string;
	url: string;
	sslVerification: boolean;
	/** The newest first. */
	secrets: KeptSecret[];
}

interface KeptSecret {
	key: string;
	/** ISO 8601; `null` where it does not end. */
	expiresAt: string | null;
}

const keptSchema = z.object({
	id: z.string(),
	url: z.string(),
	sslVerification: z.boolean(),
	secrets: z.array(z.object({ key: z.string(), expiresAt: z.string().nullable() })),
});

const KEY = 'endpoint';

export function keptEndpoint(staticData: IDataObject): KeptEndpoint | undefined {
	const kept = keptSchema.safeParse(staticData[KEY]);
	return kept.success ? kept.data : undefined;
}

export function keepEndpoint(staticData: IDataObject, endpoint: ProsaEndpoint, url: string): void {
	const kept: KeptEndpoint = {
		id: endpoint.id,
		url,
		sslVerification: endpoint.ssl_verification ?? true,
		secrets: secretsOf(endpoint),
	};
	staticData[KEY] = { ...kept, secrets: kept.secrets.map((secret) => ({ ...secret })) };
}

export function forgetEndpoint(staticData: IDataObject): void {
	Reflect.deleteProperty(staticData, KEY);
}

export function secretsOf(endpoint: ProsaEndpoint): KeptSecret[] {
	return (endpoint.secrets ?? []).map(({ key, expired_at: expiresAt }) => ({
		key,
		expiresAt: expiresAt ?? null,
	}));
}

/** The secrets that are valid at this time. */
export function liveKeys(secrets: readonly KeptSecret[], now: number): string[] {
	return secrets
		.filter(({ expiresAt }) => expiresAt === null || !(Date.parse(expiresAt) <= now))
		.map(({ key }) => key);
}
