import {
	recordingBaseName,
	recordingFileName,
	withRecording,
} from '../../../nodes/shared/transcript/recording';
import { aTranscript } from '../../support/transcripts';

it.each([
	['interview.mp3', 'interview.mp3', 'interview'],
	['interview 3.1.mp3', 'interview 3.1.mp3', 'interview 3.1'],
	['notes', 'notes', 'notes'],
	['.hidden', '.hidden', '.hidden'],
	['https://example.com/a/call%20one.mp3?X-Signature=secret.txt#t=1', 'call one.mp3', 'call one'],
	['https://example.com/', '', ''],
	['https://example.com/%E0%A4%A', '%E0%A4%A', '%E0%A4%A'],
	['', '', ''],
	[null, '', ''],
	[undefined, '', ''],
])('the recording %j has the file name %j and the base name %j', (recording, file, base) => {
	expect(recordingFileName(recording)).toBe(file);
	expect(recordingBaseName(recording)).toBe(base);
});

describe('a transcript', () => {
	it('names its recording after its IDs', () => {
		expect(Object.keys(withRecording(aTranscript([]), 'a.mp3')).slice(0, 3)).toEqual([
			'vendor',
			'jobId',
			'recording',
		]);
	});

	it('keeps the name that it has if there is no other', () => {
		const named = withRecording(aTranscript([]), 'a.mp3');
		expect(withRecording(named, null).recording).toBe('a.mp3');
		expect(withRecording(named, 'b.mp3').recording).toBe('b.mp3');
		expect(withRecording(aTranscript([]), null).recording).toBeNull();
	});
});
