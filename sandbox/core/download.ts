import type { Readable } from 'node:stream';
import { Agent, interceptors, request, type Dispatcher } from 'undici';
import type { FileStore, StoredFile } from './files';

/** The result of a download. */
export type Download =
	| { readonly kind: 'file'; readonly file: StoredFile }
	/** The server responded with a status other than 2xx. */
	| { readonly kind: 'refused'; readonly status: number }
	/** No response, an incomplete response, or an invalid URL. */
	| { readonly kind: 'unreachable'; readonly reason: string };

interface DownloadOptions {
	method?: 'GET' | 'POST';
	headers?: Record<string, string>;
	/** Milliseconds until the response must start. Default: 30 000. */
	timeoutMs?: number;
}

export type Downloader = (url: string, options?: DownloadOptions) => Promise<Download>;

const MAX_REDIRECTS = 5;

/** Downloads an http(s) URL with undici to the file store; follows redirects; never rejects. */
export function createDownloader(files: FileStore): { download: Downloader; close(): Promise<void> } {
	const agent = new Agent();
	const dispatcher: Dispatcher = agent.compose(interceptors.redirect({ maxRedirections: MAX_REDIRECTS }));
	return {
		async download(url, options = {}) {
			try {
				const answer = await request(url, {
					method: options.method ?? 'GET',
					headers: options.headers ?? {},
					dispatcher,
					headersTimeout: options.timeoutMs ?? 30_000,
				});
				if (answer.statusCode < 200 || answer.statusCode > 299) {
					await answer.body.dump();
					return { kind: 'refused', status: answer.statusCode };
				}
				const body: Readable = answer.body;
				return { kind: 'file', file: await files.receive(body) };
			} catch (error) {
				return { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) };
			}
		},
		close: async () => await agent.close(),
	};
}
