import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import type { PackageCode } from '../package/load';
import type { VendorName } from '../vendors/model';
import type { RequestOptions } from './requestOptions';

type Send = (options: RequestOptions) => Promise<unknown>;

/** The credential of a life, as n8n stores it. */
export class CredentialStore {
	constructor(
		readonly type: string,
		private readonly code: PackageCode,
		private readonly saved: ICredentialDataDecryptedObject,
	) {}

	get canRenew(): boolean {
		return this.type === 'botlhaleTranscriptionApi';
	}

	read(): ICredentialDataDecryptedObject {
		return { ...this.saved };
	}

	/** The same credential, as another process loads it. */
	in(code: PackageCode): CredentialStore {
		return new CredentialStore(this.type, code, this.saved);
	}

	/** The request with the credential; an expired token is renewed and saved first. */
	async authenticate(options: RequestOptions, send: Send, isExpired: boolean): Promise<RequestOptions> {
		const { botlhaleTranscriptionApi } = this.code;
		if (!this.canRenew) return options;
		if (isExpired || this.saved.sessionToken === '') {
			const helper = { helpers: { httpRequest: send } };
			if (!isHelper(helper)) throw new Error('The helper of n8n is not complete');
			Object.assign(this.saved, await botlhaleTranscriptionApi.preAuthentication.call(helper, this.read()));
		}
		if (typeof botlhaleTranscriptionApi.authenticate !== 'function' || !isHttpOptions(options))
			return options;
		const signed: unknown = await botlhaleTranscriptionApi.authenticate(this.read(), options);
		return isRequest(signed) ? signed : options;
	}
}

function isHelper(value: object): value is IHttpRequestHelper {
	return 'helpers' in value;
}

function isHttpOptions(options: RequestOptions): options is RequestOptions & IHttpRequestOptions {
	return typeof options.url === 'string';
}

function isRequest(value: unknown): value is RequestOptions {
	return typeof value === 'object' && value !== null && 'url' in value;
}

/** The fields of the credential of a vendor; `seed` separates the lives in one process. */
export function savedCredential(vendor: VendorName, seed: number): ICredentialDataDecryptedObject {
	// Nodes share requests of one account within a process; a request of an earlier life may never have ended.
	const apiKey = `simulated-key-${seed}`;
	const secrets = { webhookSecret: WEBHOOK_SECRET, previousWebhookSecret: '' };
	switch (vendor) {
		case 'assemblyAi':
			return { apiKey, region: 'us', ...secrets };
		case 'speechmatics':
			return { apiKey, region: 'eu1', ...secrets };
		case 'prosa':
			return { apiKey, baseUrl: '', webhookBaseUrl: '', ...secrets };
		case 'botlhale':
			return {
				authentication: 'refreshToken',
				refreshToken: `refresh-${seed}`,
				orgId: 'BotlhaleAI999',
				host: 'xyz',
				exchangePath: 'auto',
				parameterNames: 'snake',
				sessionToken: '',
			};
	}
}

export const WEBHOOK_SECRET = 'simulated-webhook-secret';
