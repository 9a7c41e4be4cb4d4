import type { IBuilderHint } from 'n8n-workflow';

/** What n8n's AI workflow builder reads about the action node of a vendor with jobs. Versions of n8n before 2 ignore it. */
export function actionHint(displayName: string, trigger: string): IBuilderHint {
	return {
		searchHint: `For one recording, use the operation Transcribe: it uploads, waits and returns the transcript. For many recordings, or recordings of hours, use Create and then Wait for Completion in the same workflow, which passes on jobId. Never poll with Wait and If nodes. Get Captions and Search Words accept the item of Transcribe or a job ID, so do not transcribe a recording twice. Turn on speaker labels to know who speaks.`,
		relatedNodes: [
			{
				nodeType: `n8n-nodes-transcription.${trigger}`,
				relationHint: `Starts another workflow when a job has finished; only for jobs that are created elsewhere or processed independently of the workflow that creates them`,
			},
			downloadHint(displayName),
		],
	};
}

/** What n8n's AI workflow builder reads about the trigger of a vendor with jobs. Versions of n8n before 2 ignore it. */
export function triggerHint(displayName: string, action: string): IBuilderHint {
	return {
		searchHint: `Starts a workflow when a job of ${displayName} has finished, and can return its transcript. It creates no jobs. To transcribe and continue in one workflow, use the operation Transcribe of the ${displayName} node instead.`,
		relatedNodes: [
			{
				nodeType: `n8n-nodes-transcription.${action}`,
				relationHint: 'Creates the jobs whose end starts this trigger, with the operation Create',
			},
		],
	};
}

/** The same for the action node of a synchronous vendor. */
export function synchronousActionHint(displayName: string, trigger: string): IBuilderHint {
	return {
		searchHint: `Use the operation Transcribe: it sends a recording and returns the transcript. There are no jobs, so never poll with Wait and If nodes. Get Captions, Search Words and Convert accept the item of Transcribe or of the trigger, so do not transcribe a recording twice. Turn on speaker labels to know who speaks.`,
		relatedNodes: [
			{
				nodeType: `n8n-nodes-transcription.${trigger}`,
				relationHint: `Starts another workflow with the transcript of a recording that Transcribe in Background has sent`,
			},
			downloadHint(displayName),
		],
	};
}

/** The same for the trigger of a synchronous vendor. */
export function synchronousTriggerHint(displayName: string, action: string): IBuilderHint {
	return {
		searchHint: `Starts a workflow with a transcript that ${displayName} sends. It sends no recordings. To transcribe and continue in one workflow, use the operation Transcribe of the ${displayName} node instead.`,
		relatedNodes: [
			{
				nodeType: `n8n-nodes-transcription.${action}`,
				relationHint:
					'Sends the recordings whose transcripts start this trigger, with Transcribe in Background',
			},
		],
	};
}

function downloadHint(displayName: string) {
	return {
		nodeType: 'n8n-nodes-base.httpRequest',
		relationHint: `Downloads a recording as a file if ${displayName} cannot reach its URL`,
	};
}

/** What n8n's AI workflow builder reads about the node Transcript. Versions of n8n before 2 ignore it. */
export const transcriptHint: IBuilderHint = {
	searchHint:
		'Works on transcripts and captions that exist already, of any tool. It transcribes no recordings. The operation Convert reads responses of Whisper, Deepgram, Google, AWS and others, SRT and WebVTT; Chunk splits a transcript for vector stores; Edit names speakers, replaces words and redacts, and returns a transcript for all other operations; Get Captions writes subtitle files; Compare takes several input items, which are transcripts of the same recording, and returns word error rates.',
};
