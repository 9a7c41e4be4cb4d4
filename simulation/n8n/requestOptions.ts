/** The members of n8n's request options that the package sets. */
export interface RequestOptions {
	method?: string;
	url: string;
	headers?: object;
	qs?: object;
	body?: unknown;
	timeout?: number;
	encoding?: string;
	returnFullResponse?: boolean;
	ignoreHttpStatusErrors?: unknown;
	abortSignal?: unknown;
}
