/** What a test must know of a vendor beyond the descriptions of its nodes. */
export interface VendorFacts {
	/** The sandbox's name for it. */
	vendor: string;
	/** The action node's name; the trigger's has «Trigger» behind it. */
	node: string;
	displayName: string;
	credentialType: string;
	/** The part of the credential that makes it a bad one. */
	badSecret: Record<string, string>;
	/** What the credential's test says of it. */
	refusal: string;
	/** A recording of the sandbox that it understands, and a word that is spoken in it. */
	recording: { file: string; word: string };
	/** Parameters of Transcribe and Create beside the recording. */
	parameters: Record<string, unknown>;
	/** Whether jobs can be picked from a list. */
	lists: boolean;
	/** Whether it takes recordings by URL, which is what an agent has. */
	takesUrl: boolean;
	/** Whether a sleeping execution can be called back. */
	suspends: boolean;
	/** Whether its trigger registers itself instead of standing in the job. */
	registers: boolean;
}

const english = { file: 'dialogue-en.mp3', word: 'appointment' };

export const vendors: readonly VendorFacts[] = [
	{
		vendor: 'assemblyai',
		node: 'assemblyAi',
		displayName: 'AssemblyAI',
		credentialType: 'assemblyAiApi',
		badSecret: { apiKey: 'bad-key' },
		refusal: 'AssemblyAI refuses this key',
		recording: english,
		parameters: { speakers: { speaker_labels: true } },
		lists: true,
		takesUrl: true,
		suspends: true,
		registers: false,
	},
	{
		vendor: 'botlhale',
		node: 'botlhale',
		displayName: 'Botlhale AI',
		credentialType: 'botlhaleApi',
		badSecret: { refreshToken: 'bad-token' },
		refusal: 'The refresh token is refused',
		recording: english,
		parameters: {},
		lists: false,
		takesUrl: false,
		suspends: false,
		registers: false,
	},
	{
		vendor: 'prosa',
		node: 'prosa',
		displayName: 'Prosa.ai',
		credentialType: 'prosaApi',
		badSecret: { apiKey: 'bad-key' },
		refusal: 'Prosa.ai refuses this key',
		recording: english,
		parameters: {},
		lists: true,
		takesUrl: true,
		suspends: true,
		registers: true,
	},
	{
		vendor: 'speechmatics',
		node: 'speechmatics',
		displayName: 'Speechmatics',
		credentialType: 'speechmaticsApi',
		badSecret: { apiKey: 'bad-key' },
		refusal: 'Speechmatics refuses this key',
		recording: english,
		parameters: { speakers: { diarization: 'speaker' } },
		lists: true,
		takesUrl: true,
		suspends: true,
		registers: false,
	},
];
