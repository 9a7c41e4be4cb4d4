import { z } from 'zod/v4';

import { jsonOf, type App, type World } from '../app';
import { googleApp } from './auth';

const DOCUMENT = 'application/vnd.google-apps.document';

/** The recordings in every folder that is asked for. */
const recordings = [
	{ id: '1recording', name: 'Weekly meeting.mp3', mimeType: 'audio/mpeg', file: 'dialogue-en.mp3' },
];

/** The folders that somebody can select. */
const folders = [{ id: '1folder', name: 'Recordings' }];

const metadataSchema = z.looseObject({
	name: z.string(),
	mimeType: z.string().optional(),
	parents: z.array(z.string()).optional(),
});

const insertSchema = z.object({
	requests: z.array(z.looseObject({ insertText: z.looseObject({ text: z.string().min(1) }).optional() })),
});

/**
 * Google Drive and Google Docs (https://developers.google.com/drive/api/reference/rest/v3,
 * https://developers.google.com/docs/api/reference/rest): every folder contains a recording.
 */
export function googleDrive(world: World): App[] {
	const documents = new Map<string, { name: string; text: string }>();
	const uploads = new Map<string, { metadata: z.infer<typeof metadataSchema>; mimeType: string }>();
	let created = 0;

	const drive = googleApp('www.googleapis.com', async (request) => {
		const { method, url } = request;
		const id = /^\/drive\/v3\/files\/([^/]+)$/.exec(url.pathname)?.[1];
		if (method === 'GET' && url.pathname === '/drive/v3/files') {
			const query = url.searchParams.get('q') ?? '';
			if (/mimeType = '[^']+\.folder'/.test(query))
				return { body: { kind: 'drive#fileList', files: folders } };
			const folder = /'([^']+)' in parents/.exec(query)?.[1] ?? 'root';
			const now = new Date().toISOString();
			const files = recordings.map(({ id: recording, name, mimeType }) => ({
				id: recording,
				name,
				mimeType,
				kind: 'drive#file',
				parents: [folder],
				createdTime: now,
				modifiedTime: now,
				webViewLink: `https://drive.google.com/file/d/${recording}/view`,
			}));
			return { body: { kind: 'drive#fileList', files } };
		}
		if (method === 'POST' && url.pathname === '/drive/v3/files') {
			const { name, mimeType } = metadataSchema.parse(jsonOf(request));
			const document = `1document${++created}`;
			if (mimeType === DOCUMENT) documents.set(document, { name, text: '' });
			return { body: { kind: 'drive#file', id: document, name, mimeType } };
		}
		if (method === 'POST' && url.pathname === '/upload/drive/v3/files') {
			const upload = `1upload${++created}`;
			const mimeType = String(request.headers['x-upload-content-type']);
			uploads.set(upload, { metadata: metadataSchema.parse(jsonOf(request)), mimeType });
			return { headers: { location: `https://www.googleapis.com/upload/drive/v3/files/${upload}` } };
		}
		if (method === 'PATCH' && id !== undefined) return { body: { kind: 'drive#file', id } };
		const recording = recordings.find((each) => each.id === id);
		if (method !== 'GET' || recording === undefined) return undefined;
		const { file, name, mimeType } = recording;
		return url.searchParams.get('alt') === 'media'
			? { headers: { 'content-type': mimeType }, body: await world.recording(file) }
			: { body: { name, mimeType } };
	});

	/** The address of an upload needs no token. */
	const upload: App = {
		hosts: ['www.googleapis.com'],
		answer({ method, url, body }) {
			const id = /^\/upload\/drive\/v3\/files\/([^/]+)$/.exec(url.pathname)?.[1];
			const begun = id === undefined ? undefined : uploads.get(id);
			if (method !== 'PUT' || begun === undefined) return undefined;
			const { metadata, mimeType } = begun;
			const content = { ...metadata, mimeType, base64: body.toString('base64') };
			world.delivered.push({ app: 'google-drive', kind: 'file', content });
			return { body: { kind: 'drive#file', id, name: metadata.name } };
		},
	};

	const docs = googleApp('docs.googleapis.com', (request) => {
		const id = /^\/v1\/documents\/([^/:]+):batchUpdate$/.exec(request.url.pathname)?.[1];
		const document = id === undefined ? undefined : documents.get(id);
		if (request.method !== 'POST' || document === undefined) return undefined;
		const { requests } = insertSchema.parse(jsonOf(request));
		for (const { insertText } of requests) document.text += insertText?.text ?? '';
		world.delivered.push({ app: 'google-docs', kind: 'document', content: { id, ...document } });
		return { body: { documentId: id, replies: requests.map(() => ({})) } };
	});

	return [drive, upload, docs];
}
