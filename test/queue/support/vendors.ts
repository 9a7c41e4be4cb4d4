/** A recording of the sandbox and how its transcript begins, spelling left aside. */
export interface Recording {
	file: string;
	says: RegExp;
}

/** What the tests of the queue mode need to know of a vendor. A further vendor is one more row. */
export interface QueueVendor {
	/** The sandbox's name for it. */
	name: string;
	/** Names of node, trigger and credential type. */
	node: string;
	trigger: string;
	credentialType: string;
	/** What Create and Transcribe need besides the recording. */
	parameters: Record<string, unknown>;
	recordings: Recording[];
	/** The calls that make a job, as the sandbox logs them. */
	creates: { method: string; path: string };
	/** Whether it can call a sleeping execution. */
	suspends: boolean;
	/** Whether trigger and sleeping execution register themselves for all jobs; else each job names the address. */
	registers: boolean;
	/** Whether jobs can be listed and deleted. */
	sweeps: boolean;
}

const dialogue = { file: 'dialogue-en.wav', says: /karoo dental/i };
const indonesian = { file: 'order-id.mp3', says: /selamat pagi/i };
const afrikaans = { file: 'order-af.ogg', says: /goeiem/i };

export const queueVendors: QueueVendor[] = [
	{
		name: 'assemblyai',
		node: 'assemblyAi',
		trigger: 'assemblyAiTrigger',
		credentialType: 'assemblyAiApi',
		parameters: { recordingSource: 'binary' },
		recordings: [dialogue, indonesian, afrikaans],
		creates: { method: 'POST', path: '^/v2/transcript$' },
		suspends: true,
		registers: false,
		sweeps: true,
	},
	{
		name: 'botlhale',
		node: 'botlhale',
		trigger: 'botlhaleTrigger',
		credentialType: 'botlhaleApi',
		parameters: {},
		recordings: [dialogue, afrikaans],
		// A job begins with its upload to the storage.
		creates: { method: 'POST', path: '^/$' },
		suspends: false,
		registers: false,
		sweeps: false,
	},
	{
		name: 'prosa',
		node: 'prosa',
		trigger: 'prosaTrigger',
		credentialType: 'prosaApi',
		parameters: { recordingSource: 'binary' },
		recordings: [dialogue, indonesian],
		creates: { method: 'POST', path: '/stt$' },
		suspends: true,
		registers: true,
		sweeps: false,
	},
	{
		name: 'speechmatics',
		node: 'speechmatics',
		trigger: 'speechmaticsTrigger',
		credentialType: 'speechmaticsApi',
		parameters: { recordingSource: 'binary' },
		recordings: [dialogue, indonesian, afrikaans],
		creates: { method: 'POST', path: '^/v2/jobs' },
		suspends: true,
		registers: false,
		sweeps: true,
	},
];

/** `count` recordings of a vendor, in turns. */
export function recordingsOf(vendor: QueueVendor, count: number): Recording[] {
	return Array.from(
		{ length: count },
		(_, index) => vendor.recordings[index % vendor.recordings.length],
	).filter((recording) => recording !== undefined);
}
