import { assemblyAiHttp } from '../../../nodes/AssemblyAi/api/http';

/** The hint for an error message in AssemblyAI's documentation. */
const hintFor = (error: string, status = 400) =>
	assemblyAiHttp.parseError(status, JSON.stringify({ error })).hint;

const NOT_COMPLETED = (status: string) =>
	`This transcript has a status of '${status}'. Transcripts must have a status of 'completed' before requesting captions.`;

it.each([
	[NOT_COMPLETED('queued'), /Wait for the job first/],
	[NOT_COMPLETED('processing'), /Wait for the job first/],
	[NOT_COMPLETED('error'), /failed.*Job: Get/],
	[
		'speech_model is deprecated. Use "speech_models" instead. See documentation: https://www.assemblyai.com/docs/pre-recorded-audio/select-the-speech-model',
		/"Speech Model" from "Options".*"Speech Models" under "Additional Fields"/,
	],
	[
		'"speech_models" must be a non-empty list containing one or more of: "universal-3-pro", "universal-2"',
		/"Additional Fields".*"Speech Models"/,
	],
	["'after_id' must be a newer transcript than 'before_id'", /"Created After Job".*"Created Before Job"/],
	['Transcript creation error, audio_url should start with http', /URL of the recording/],
	[
		"'C++' was included in the word boost list but contains unsupported characters",
		/"Word Boost" under "Options"/,
	],
	['Cannot access uploaded file', /same API key/],
])('%s', (error, hint) => {
	expect(hintFor(error)).toMatch(hint);
});
