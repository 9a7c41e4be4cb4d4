/** What a job does: transcribe a recording, or find when each word of a given text is spoken in it. */
export type JobType = 'transcription' | 'alignment';
