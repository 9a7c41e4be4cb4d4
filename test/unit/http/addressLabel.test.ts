import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';

import { AssemblyAiTranscriptionApi } from '../../../credentials/AssemblyAiTranscriptionApi.credentials';
import { BotlhaleTranscriptionApi } from '../../../credentials/BotlhaleTranscriptionApi.credentials';
import { ProsaTranscriptionApi } from '../../../credentials/ProsaTranscriptionApi.credentials';
import { SpeechmaticsTranscriptionApi } from '../../../credentials/SpeechmaticsTranscriptionApi.credentials';
import { assemblyAiHttp } from '../../../nodes/AssemblyAi/api/http';
import { botlhaleHttp } from '../../../nodes/Botlhale/api/http';
import { prosaHttp, prosaTriggerHttp } from '../../../nodes/Prosa/api/http';
import { networkError } from '../../../nodes/shared/http/errors';
import type { VendorHttp } from '../../../nodes/shared/http/types';
import { speechmaticsHttp } from '../../../nodes/Speechmatics/api/http';

/* Advice names the field of the credential that has the address of the server, as the editor shows it. */

const VENDORS: Array<[string, VendorHttp, ICredentialType, string]> = [
	['AssemblyAI', assemblyAiHttp, new AssemblyAiTranscriptionApi(), 'Region'],
	['Botlhale AI', botlhaleHttp, new BotlhaleTranscriptionApi(), 'Host'],
	['Prosa.ai', prosaHttp, new ProsaTranscriptionApi(), 'Base URL'],
	['Speechmatics', speechmaticsHttp, new SpeechmaticsTranscriptionApi(), 'Region'],
];

const defaultsOf = ({ properties }: ICredentialType): ICredentialDataDecryptedObject =>
	Object.fromEntries(
		properties.map(({ name, default: value }) => [name, typeof value === 'string' ? value : '']),
	);

const labelFor = (vendor: VendorHttp, credential: ICredentialDataDecryptedObject) =>
	vendor.addressLabel?.(credential) ?? 'Base URL';

it('is that of the webhooks where they have their own server', () => {
	const credential = defaultsOf(new ProsaTranscriptionApi());
	expect(labelFor(prosaTriggerHttp, credential)).toBe('Base URL');
	expect(labelFor(prosaTriggerHttp, { ...credential, webhookBaseUrl: 'https://a.example' })).toBe(
		'Webhook Base URL',
	);
});

describe.each(VENDORS)('%s', (_name, vendor, type, label) => {
	it('names a field that is shown', () => {
		expect(labelFor(vendor, defaultsOf(type))).toBe(label);
		expect(type.properties.map(({ displayName }) => displayName)).toContain(label);
	});

	it('names "Base URL" where that is shown', () => {
		const { displayOptions } = type.properties.find(({ displayName }) => displayName === 'Base URL') ?? {};
		const shown = Object.keys(displayOptions?.show ?? {}).map((name) => [name, 'custom'] as const);
		expect(labelFor(vendor, { ...defaultsOf(type), ...Object.fromEntries(shown) })).toBe('Base URL');
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EBODYTOOLARGE', 'EREDIRECT', 'CERT_HAS_EXPIRED', 'EHOSTUNREACH'])(
		'names it for %s',
		(code) => {
			const error = networkError(
				{
					vendor,
					addressLabel: label,
					request: 'GET /',
					isPaid: false,
					jobId: undefined,
					responseLost: false,
				},
				{ kind: 'network', code },
			);
			expect(error.advice).toMatch(new RegExp(`[Cc]heck "${label}" in the credential`));
		},
	);

	it('names only its own fields in the test of the credential', () => {
		const labels = type.properties.map(({ displayName }) => displayName);
		const messages = JSON.stringify(type.test?.rules).replaceAll('\\"', '"');
		const named = [...messages.matchAll(/(?<=Check .*?)"([A-Z][\w ]+)"(?= or|\.)/g)].map(([, name]) => name);
		expect(new Set(named)).toEqual(new Set(label === 'Base URL' ? [label] : [label, 'Base URL']));
		expect(labels).toEqual(expect.arrayContaining(named));
	});
});
