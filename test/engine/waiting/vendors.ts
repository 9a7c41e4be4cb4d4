import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { Stage } from '../../support/stage';
import { vendorBasics, type VendorBasics } from '../../support/vendors';
import { assemblyAiStage } from '../assemblyai/stage';
import { botlhaleStage } from '../botlhale/stage';
import { prosaStage } from '../prosa/stage';
import { speechmaticsStage } from '../speechmatics/stage';

/** What the tests of waiting need to know of a vendor. A further vendor is one more row. */
export interface WaitingVendor extends VendorBasics {
	setStage: () => Promise<Stage>;
	/** Fields that lead its credential to another address. */
	leadTo: (address: string) => ICredentialDataDecryptedObject;
	/** The callbacks that Create offers. */
	callbacks: Array<'resume' | 'trigger' | 'url'>;
	/** What Create and Transcribe need besides the recording. */
	parameters: IDataObject;
	/** Options of Transcribe, so that it waits by polling. */
	transcribeOptions: IDataObject;
	recording: string;
	/** The calls that look at a job, as the sandbox logs them. */
	looks: { method: string; path: string };
}

export const waitingVendors: WaitingVendor[] = [
	{
		...vendorBasics.assemblyai,
		setStage: assemblyAiStage,
		leadTo: (baseUrl) => ({ region: 'custom', baseUrl }),
		callbacks: ['resume', 'trigger', 'url'],
		parameters: { recordingSource: 'binary' },
		transcribeOptions: {},
		recording: 'order-id.mp3',
		looks: { method: 'GET', path: '^/v2/transcript/[^/]+$' },
	},
	{
		...vendorBasics.botlhale,
		setStage: botlhaleStage,
		leadTo: (baseUrl) => ({ host: 'custom', baseUrl }),
		callbacks: ['trigger', 'url'],
		parameters: {},
		transcribeOptions: {},
		recording: 'order-af.ogg',
		looks: { method: 'GET', path: 'status' },
	},
	{
		...vendorBasics.prosa,
		setStage: prosaStage,
		leadTo: (baseUrl) => ({ baseUrl: `${baseUrl}/v2/speech` }),
		callbacks: [],
		parameters: { recordingSource: 'binary' },
		transcribeOptions: { wait: 'never' },
		recording: 'order-id.mp3',
		looks: { method: 'GET', path: '/stt/[^/]+/status$' },
	},
	{
		...vendorBasics.speechmatics,
		setStage: speechmaticsStage,
		leadTo: (baseUrl) => ({ region: 'custom', baseUrl: `${baseUrl}/v2` }),
		callbacks: ['resume', 'trigger', 'url'],
		parameters: { recordingSource: 'binary' },
		transcribeOptions: {},
		recording: 'order-id.mp3',
		looks: { method: 'GET', path: '^/v2/jobs/[^/]+$' },
	},
];

/** Those whose callbacks can wake a sleeping execution. */
export const suspendingVendors = waitingVendors.filter(({ suspends }) => suspends);
