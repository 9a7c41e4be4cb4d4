import { opened } from './fileError';
import type { UploadFile } from './multipart';
import type { RequestBody } from './types';

/** A body that is the file itself, streamed; opened again for each attempt. */
export function fileBody(file: UploadFile, contentType = 'application/octet-stream'): RequestBody {
	return {
		create: async () => await opened(async () => await file.open()),
		headers: { 'Content-Type': contentType, 'Content-Length': String(file.size) },
		size: file.size,
	};
}
