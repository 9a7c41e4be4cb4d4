import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { Stage } from '../../support/stage';
import { assemblyAiStage } from '../assemblyai/stage';
import { botlhaleStage } from '../botlhale/stage';
import { prosaStage } from '../prosa/stage';
import { speechmaticsStage } from '../speechmatics/stage';

/** What the tests of waiting need to know of a vendor. A further vendor is one more row. */
export interface WaitingVendor {
	/** The sandbox's name for it. */
	name: string;
	setStage: () => Promise<Stage>;
	credentialType: string;
	/** Fields that lead its credential to another address. */
	leadTo: (address: string) => ICredentialDataDecryptedObject;
	trigger: string;
	/** The callbacks that Create offers. */
	callbacks: Array<'resume' | 'trigger' | 'url'>;
	/** Whether it can wake a sleeping execution. */
	suspends: boolean;
	/** What Create and Transcribe need besides the recording. */
	parameters: IDataObject;
	recording: string;
	/** The calls that make a job, and those that look at one, as the sandbox logs them. */
	creates: { method: string; path: string };
	looks: { method: string; path: string };
}

export const waitingVendors: WaitingVendor[] = [
	{
		name: 'assemblyai',
		setStage: assemblyAiStage,
		credentialType: 'assemblyAiApi',
		leadTo: (baseUrl) => ({ region: 'custom', baseUrl }),
		trigger: 'assemblyAiTrigger',
		callbacks: ['resume', 'trigger', 'url'],
		suspends: true,
		parameters: { recordingSource: 'binary' },
		recording: 'order-id.mp3',
		creates: { method: 'POST', path: '^/v2/transcript$' },
		looks: { method: 'GET', path: '^/v2/transcript/[^/]+$' },
	},
	{
		name: 'botlhale',
		setStage: botlhaleStage,
		credentialType: 'botlhaleApi',
		leadTo: (baseUrl) => ({ host: 'custom', baseUrl }),
		trigger: 'botlhaleTrigger',
		callbacks: ['trigger', 'url'],
		suspends: false,
		parameters: {},
		recording: 'order-af.ogg',
		// A job begins with its upload to the storage.
		creates: { method: 'POST', path: '^/$' },
		looks: { method: 'GET', path: 'status' },
	},
	{
		name: 'prosa',
		setStage: prosaStage,
		credentialType: 'prosaApi',
		leadTo: (baseUrl) => ({ baseUrl: `${baseUrl}/v2/speech` }),
		trigger: 'prosaTrigger',
		callbacks: [],
		suspends: true,
		parameters: { recordingSource: 'binary', options: { wait: 'never' } },
		recording: 'order-id.mp3',
		creates: { method: 'POST', path: '/stt$' },
		looks: { method: 'GET', path: '/stt/[^/]+/status$' },
	},
	{
		name: 'speechmatics',
		setStage: speechmaticsStage,
		credentialType: 'speechmaticsApi',
		leadTo: (baseUrl) => ({ region: 'custom', baseUrl: `${baseUrl}/v2` }),
		trigger: 'speechmaticsTrigger',
		callbacks: ['resume', 'trigger', 'url'],
		suspends: true,
		parameters: { recordingSource: 'binary' },
		recording: 'order-id.mp3',
		creates: { method: 'POST', path: '^/v2/jobs' },
		looks: { method: 'GET', path: '^/v2/jobs/[^/]+$' },
	},
];

/** Those whose callbacks can wake a sleeping execution. */
export const suspendingVendors = waitingVendors.filter(({ suspends }) => suspends);
