import type { Download } from '../../core/download';
import type { StoredFile } from '../../core/files';
import type { Media } from '../../core/mediaModel';
import type { Core } from '../../core/vendor';
import type { Refusal, Refusals } from '../errors';
import type { Settings } from '../settings';
import { decodeBase64 } from './submit';

/** A recording that can be transcribed, or the reason why it cannot. */
export type Recording =
	| { readonly kind: 'recording'; readonly file: StoredFile; readonly media: Media }
	| { readonly kind: 'refused'; readonly refusal: Refusal };

/** The content of every file on Google Drive: the sandbox sends no request to Google. */
const DRIVE_RECORDING = 'order-id.mp3';

/** Decodes and stores `request.data`. */
export async function recordingOfData(
	core: Core,
	data: string,
	settings: Settings,
	errors: Refusals,
): Promise<Recording> {
	const bytes = decodeBase64(data);
	if (bytes === null) return { kind: 'refused', refusal: errors.invalidBase64() };
	return await checked(core, await core.files.receiveBytes(bytes), settings, errors);
}

/** Downloads `request.uri`; a Drive file, given by ID or share link, is a shipped recording. */
export async function recordingOfUri(
	core: Core,
	uri: string,
	settings: Settings,
	errors: Refusals,
): Promise<Recording> {
	const download: Download = await core.download(
		isDrive(uri) ? `${core.origin()}/__sandbox/recordings/${DRIVE_RECORDING}` : uri,
	);
	if (download.kind !== 'file') return { kind: 'refused', refusal: errors.uriDownload(uri) };
	return await checked(core, download.file, settings, errors);
}

async function checked(
	core: Core,
	file: StoredFile,
	settings: Settings,
	errors: Refusals,
): Promise<Recording> {
	const refusal = refusalOf(file, settings, errors);
	if (refusal === null && file.media.kind === 'media') return { kind: 'recording', file, media: file.media };
	await core.files.remove(file);
	return { kind: 'refused', refusal: refusal ?? errors.noAudio() };
}

function refusalOf(file: StoredFile, settings: Settings, errors: Refusals): Refusal | null {
	if (file.size === 0) return errors.noAudio();
	if (file.media.kind === 'not-media') return errors.unsupportedMedia(file.media.mimeType);
	const seconds = file.media.durationMs / 1000;
	return seconds > settings.maxSeconds ? errors.tooLong(seconds, settings.maxSeconds) : null;
}

function isDrive(uri: string): boolean {
	return /^googledrive:\/\//i.test(uri) || /^https?:\/\/(drive|docs)\.google\.com\//i.test(uri);
}
