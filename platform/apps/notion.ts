import { z } from 'zod/v4';

import { APP_TOKEN, hasToken, jsonOf, type App, type AppAnswer, type World } from './app';

/** Notion's limits: characters of a text, and blocks of a request. */
const MAX_TEXT = 2000;
const MAX_BLOCKS = 100;

const textSchema = z.looseObject({ text: z.object({ content: z.string().max(MAX_TEXT) }) });

const childrenSchema = z
	.array(z.looseObject({ type: z.string().optional() }).catchall(z.unknown()))
	.max(MAX_BLOCKS);

const pageSchema = z.looseObject({
	parent: z.looseObject({ page_id: z.string() }),
	properties: z.looseObject({ title: z.array(textSchema) }),
	children: childrenSchema.optional(),
});

const appendSchema = z.looseObject({ children: childrenSchema });

const PAGE = '1c9bcb6e-ad9a-4f95-a9cd-d1e1e6b000b9';

/** The content of the credential of n8n's Notion node. */
export const notionCredential = { apiKey: APP_TOKEN };

/** Notion's API (https://developers.notion.com/reference): a page, and what is appended to it. */
export function notion(world: World): App {
	return {
		hosts: ['api.notion.com'],
		answer(request) {
			if (!hasToken(request)) return failure(401, 'unauthorized', 'API token is invalid.');
			const { method, url } = request;
			const path = url.pathname.replace(/^\/v1/, '');
			if (method === 'POST' && path === '/pages') {
				const { properties, children } = pageSchema.parse(jsonOf(request));
				const title = properties.title.map(({ text }) => text.content).join('');
				world.delivered.push({
					app: 'notion',
					kind: 'page',
					content: { title, blocks: (children ?? []).map(blockText) },
				});
				const page = { object: 'page', id: PAGE, url: `https://www.notion.so/${PAGE.replaceAll('-', '')}` };
				return { body: { ...page, properties: { title: { id: 'title', type: 'title', title: [] } } } };
			}
			if (method === 'PATCH' && path === `/blocks/${PAGE}/children`) {
				const { children } = appendSchema.parse(jsonOf(request));
				const blocks = children.map(blockText);
				world.delivered.push({ app: 'notion', kind: 'blocks', content: { blocks } });
				return { body: { object: 'list', results: blocks.map(() => ({ object: 'block' })) } };
			}
			return undefined;
		},
	};
}

/** The text of a block. Throws if Notion would refuse it. */
function blockText({ type = 'paragraph', ...block }: z.infer<typeof childrenSchema>[number]): string {
	const content = z
		.looseObject({ text: z.array(textSchema) })
		.or(z.looseObject({ rich_text: z.array(textSchema) }));
	const parsed = content.parse(block[type]);
	const texts =
		'rich_text' in parsed
			? z.array(textSchema).parse(parsed.rich_text)
			: z.array(textSchema).parse(parsed.text);
	return texts.map(({ text }) => text.content).join('');
}

const failure = (status: number, code: string, message: string): AppAnswer => ({
	status,
	body: { object: 'error', status, code, message },
});
