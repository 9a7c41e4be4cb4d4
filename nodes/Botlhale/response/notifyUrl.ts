/**
 * The callback URL in a job ID. Botlhale AI makes the request part of the key of the stored file (section 4 of its
 * documents), `_<diarization>_<URL>_<12 random characters><DDMMYYYY>_<HHMMSS>.wav`, with "/" as "***" and "." as "**".
 * @returns the URL, `null` for a job without one, `undefined` for an ID of another form
 */
export function notifyUrlIn(jobId: string): string | null | undefined {
	const folded = /_(?:True|False)_([^_]*)_[A-Za-z0-9]{12}\d{8}_\d{6}(?:\.wav)?$/.exec(jobId)?.[1];
	if (folded === undefined) return undefined;
	return folded === '' ? null : folded.replaceAll('***', '/').replaceAll('**', '.');
}
