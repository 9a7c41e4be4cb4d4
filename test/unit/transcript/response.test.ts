import { inVersion, named, type TranscriptResponse } from '../../../nodes/shared/transcript/response';
import { aTranscript, aWord } from '../../support/transcripts';

const redacted = aTranscript([aWord('####', 0)]);
const asSpoken = aTranscript([aWord('Ann', 0)]);
const raw = { id: 'J1' };
const response: TranscriptResponse = {
	transcript: redacted,
	raw,
	readAsSpoken: async () => await Promise.resolve(asSpoken),
};

describe('the version of a transcript', () => {
	it('is redacted by default', async () => {
		expect((await inVersion(response, 'redacted')).transcript).toBe(redacted);
	});

	it('is the spoken one if this is selected, with the same response', async () => {
		expect(await inVersion(response, 'asSpoken')).toEqual({ transcript: asSpoken, raw });
	});

	it('is the only one of a vendor without redaction', async () => {
		const only = { transcript: redacted, raw };
		expect(await inVersion(only, 'asSpoken')).toBe(only);
	});
});

it('the transcript of a response has the name of its recording', () => {
	expect(named(response, 'call.mp3')).toEqual({
		...response,
		transcript: { ...redacted, recording: 'call.mp3' },
	});
});
