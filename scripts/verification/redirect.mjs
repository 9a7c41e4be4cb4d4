/**
 * Loaded before n8n's scanner: sends its requests to npm's registry and to GitHub's archives to the server of
 * `registry.ts`, and rejects all others. The variable REGISTRY has its URL.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const REDIRECTED = ['https://registry.npmjs.org', 'https://codeload.github.com'];

// The scanner's own copy of its HTTP client.
const client = path.join(process.cwd(), 'node_modules', 'axios', 'index.js');
const { default: axios } = await import(pathToFileURL(client).href);

axios.interceptors.request.use((request) => {
	const host = REDIRECTED.find((each) => request.url.startsWith(`${each}/`));
	if (host === undefined) throw new Error(`The scanner requested ${request.url}`);
	return { ...request, url: `${process.env.REGISTRY}${request.url.slice(host.length)}` };
});
