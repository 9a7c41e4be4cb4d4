import { vendorBasics, type VendorBasics } from '../../support/vendors';

/** A recording of the sandbox and how its transcript begins, spelling left aside. */
export interface Recording {
	file: string;
	says: RegExp;
}

/** What the tests of the queue mode need to know of a vendor. A further vendor is one more row. */
export interface QueueVendor extends VendorBasics {
	/** What Create and Transcribe need besides the recording. */
	parameters: Record<string, unknown>;
	recordings: Recording[];
	/** Whether jobs can be listed and deleted. */
	sweeps: boolean;
}

const dialogue = { file: 'dialogue-en.wav', says: /karoo dental/i };
const indonesian = { file: 'order-id.mp3', says: /selamat pagi/i };
const afrikaans = { file: 'order-af.ogg', says: /goeiem/i };

export const queueVendors: QueueVendor[] = [
	{
		...vendorBasics.assemblyai,
		parameters: { recordingSource: 'binary' },
		recordings: [dialogue, indonesian, afrikaans],
		sweeps: true,
	},
	{
		...vendorBasics.botlhale,
		parameters: {},
		recordings: [dialogue, afrikaans],
		sweeps: false,
	},
	{
		...vendorBasics.prosa,
		parameters: { recordingSource: 'binary' },
		recordings: [dialogue, indonesian],
		sweeps: true,
	},
	{
		...vendorBasics.speechmatics,
		parameters: { recordingSource: 'binary' },
		recordings: [dialogue, indonesian, afrikaans],
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
