import { APP_TOKEN, type App, type AppAnswer, type World } from './app';

/** What every bucket contains. */
const objects = new Map([
	['calls/2026-11-27-call-0412.wav', { file: 'stereo-en.wav', type: 'audio/wav' }],
	['calls/2026-11-27-call-0413.mp3', { file: 'dialogue-en.mp3', type: 'audio/mpeg' }],
]);

const HOST = 's3.eu-central-1.amazonaws.com';

/** The content of the credential of n8n's S3 node. */
export const s3Credential = {
	endpoint: `https://${HOST}`,
	region: 'eu-central-1',
	accessKeyId: APP_TOKEN,
	secretAccessKey: APP_TOKEN,
	forcePathStyle: true,
};

/** Amazon S3 (https://docs.aws.amazon.com/AmazonS3/latest/API): lists, returns and takes objects. Signatures are not checked. */
export function s3(world: World): App {
	return {
		hosts: [HOST],
		async answer({ method, url, headers, body }) {
			if (!String(headers.authorization).includes(`Credential=${APP_TOKEN}/`)) return denied;
			const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/.exec(decodeURIComponent(url.pathname)) ?? [];
			if (method === 'GET' && url.searchParams.has('location')) {
				return xml(
					'<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-central-1</LocationConstraint>',
				);
			}
			if (method === 'GET' && key === '') {
				const prefix = url.searchParams.get('prefix') ?? '';
				return await list(world, bucket, prefix);
			}
			const object = objects.get(key);
			if (method === 'GET' && object !== undefined) {
				return { headers: { 'content-type': object.type }, body: await world.recording(object.file) };
			}
			if (method === 'PUT' && key !== '') {
				const type = headers['content-type'];
				const content = { bucket, key, type, text: body.toString('utf8') };
				world.delivered.push({ app: 's3', kind: 'object', content });
				return { headers: { etag: '"0"' } };
			}
			return undefined;
		},
	};
}

async function list(world: World, bucket: string, prefix: string): Promise<AppAnswer> {
	const found = [...objects].filter(([key]) => key.startsWith(prefix));
	const contents = await Promise.all(
		found.map(async ([key, { file }]) => {
			const { length } = await world.recording(file);
			return `<Contents><Key>${key}</Key><LastModified>2026-11-27T10:00:00.000Z</LastModified><ETag>&quot;${file}&quot;</ETag><Size>${length}</Size></Contents>`;
		}),
	);
	return xml(
		`<ListBucketResult><Name>${bucket}</Name><Prefix>${prefix}</Prefix><KeyCount>${found.length}</KeyCount><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
	);
}

const xml = (text: string): AppAnswer => ({
	headers: { 'content-type': 'application/xml' },
	body: `<?xml version="1.0" encoding="UTF-8"?>\n${text}`,
});

const denied: AppAnswer = { ...xml('<Error><Code>InvalidAccessKeyId</Code></Error>'), status: 403 };
