import { vendorBasics, type VendorBasics } from '../../support/vendors';

/** What a test must know of a vendor beyond the descriptions of its nodes. */
export interface VendorFacts extends VendorBasics {
	displayName: string;
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
}

const english = { file: 'dialogue-en.mp3', word: 'appointment' };

export const vendors: readonly VendorFacts[] = [
	{
		...vendorBasics.assemblyai,
		displayName: 'AssemblyAI',
		badSecret: { apiKey: 'bad-key' },
		refusal: 'AssemblyAI rejected the API key',
		recording: english,
		parameters: { speakers: { speaker_labels: true } },
		lists: true,
		takesUrl: true,
	},
	{
		...vendorBasics.botlhale,
		displayName: 'Botlhale AI',
		badSecret: { refreshToken: 'bad-token' },
		refusal: 'The refresh token is refused',
		recording: english,
		parameters: {},
		lists: false,
		takesUrl: false,
	},
	{
		...vendorBasics.prosa,
		displayName: 'Prosa.ai',
		badSecret: { apiKey: 'bad-key' },
		refusal: 'Prosa.ai refuses this key',
		recording: english,
		parameters: {},
		lists: true,
		takesUrl: true,
	},
	{
		...vendorBasics.speechmatics,
		displayName: 'Speechmatics',
		badSecret: { apiKey: 'bad-key' },
		refusal: 'Speechmatics refuses this key',
		recording: english,
		parameters: { speakers: { diarization: 'speaker' } },
		lists: true,
		takesUrl: true,
	},
];
