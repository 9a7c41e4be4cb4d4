import { z } from 'zod/v4';

import { jsonOf, type App, type World } from '../app';
import { googleApp } from './auth';

const captionSchema = z.object({
	snippet: z.object({ videoId: z.string().min(1), language: z.string().min(2), name: z.string() }),
});

const PATH = '/upload/youtube/v3/captions';

/** The captions of YouTube's Data API (https://developers.google.com/youtube/v3/docs/captions/insert), as resumable uploads. */
export function youtube(world: World): App {
	const begun = new Map<string, z.infer<typeof captionSchema>['snippet']>();

	return googleApp('www.googleapis.com', (request) => {
		const { method, url } = request;
		if (url.pathname !== PATH) return undefined;
		const upload = url.searchParams.get('upload_id');
		if (method === 'POST' && url.searchParams.get('uploadType') === 'resumable') {
			const { snippet } = captionSchema.parse(jsonOf(request));
			const id = `upload${begun.size + 1}`;
			begun.set(id, snippet);
			const location = `https://www.googleapis.com${PATH}?uploadType=resumable&upload_id=${id}`;
			return { headers: { location } };
		}
		const snippet = upload === null ? undefined : begun.get(upload);
		if (method !== 'PUT' || snippet === undefined) return undefined;
		const text = request.body.toString('utf8');
		world.delivered.push({ app: 'youtube', kind: 'captions', content: { ...snippet, text } });
		return { body: { kind: 'youtube#caption', id: upload, snippet: { ...snippet, status: 'serving' } } };
	});
}
