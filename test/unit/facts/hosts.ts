import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { assemblyAiHttp } from '../../../nodes/AssemblyAi/api/http';
import { syncHttp } from '../../../nodes/AssemblyAi/api/sync';
import { understandingHttp } from '../../../nodes/AssemblyAi/api/understanding';
import { botlhaleHttp } from '../../../nodes/Botlhale/api/http';
import { prosaHttp } from '../../../nodes/Prosa/api/http';
import { speechmaticsHttp } from '../../../nodes/Speechmatics/api/http';

const BASES: Readonly<Record<string, (region: string) => string>> = {
	assemblyai: (region) => assemblyAiHttp.baseUrl(credential({ region })),
	sync: (region) => syncHttp.baseUrl(credential({ region })),
	understanding: (region) => understandingHttp.baseUrl(credential({ region })),
	botlhale: (host) => botlhaleHttp.baseUrl(credential({ host })),
	prosa: () => prosaHttp.baseUrl(credential({})),
	speechmatics: (region) => speechmaticsHttp.baseUrl(credential({ region })),
};

const credential = (fields: ICredentialDataDecryptedObject) => fields;

/** The base URL that the node uses for a vendor, or another service of it, in a region of the credential. */
export function hostOf(service: string, region: string): string | undefined {
	return BASES[service]?.(region).replace(/\/v2$/, '');
}
