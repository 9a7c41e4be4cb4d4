/** The header of a WAV file of 16 kHz, 16 bits, mono, which claims to have this many bytes of sound. */
export function wav(seconds: number, claimed = seconds * BYTES_PER_SECOND): Buffer {
	const head = Buffer.alloc(44);
	head.write('RIFF\0\0\0\0WAVEfmt ', 0, 'latin1');
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(16_000, 24);
	head.writeUInt32LE(BYTES_PER_SECOND, 28);
	head.write('data', 36, 'latin1');
	head.writeUInt32LE(claimed, 40);
	return head;
}

const BYTES_PER_SECOND = 32_000;

/** A recording of this length, as far as its header and its size tell, and how often it was opened. */
export function wavFile(seconds: number) {
	let times = 0;
	return {
		file: {
			fileName: 'talk.wav',
			mimeType: 'audio/wav',
			size: 44 + seconds * BYTES_PER_SECOND,
			identity: async () => await Promise.resolve('talk'),
			open: async (): Promise<Buffer | AsyncIterable<Uint8Array>> => {
				times += 1;
				return await Promise.resolve(wav(seconds));
			},
		},
		opened: () => times,
	};
}
