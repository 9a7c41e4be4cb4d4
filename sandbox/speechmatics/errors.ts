import type { FastifyReply } from 'fastify';

const nginxPage = (title: string): string =>
	`<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n` +
	`<hr><center>nginx</center>\n</body>\n</html>\n`;

/** The vendor's JSON error: `code` repeats the status. */
export async function refuse(
	reply: FastifyReply,
	code: number,
	error: string,
	detail?: string,
): Promise<FastifyReply> {
	return await reply.code(code).send({ code, error, ...(detail === undefined ? {} : { detail }) });
}

/** A page of the proxy in front of the API. */
export async function refuseAsPage(reply: FastifyReply, code: number, title: string): Promise<FastifyReply> {
	return await reply
		.code(code)
		.header('content-type', 'text/html')
		.send(nginxPage(`${code} ${title}`));
}

/** An unrouted path: JSON under `text/html`, and `details` instead of `detail`. */
export async function refusePath(reply: FastifyReply): Promise<FastifyReply> {
	return await reply
		.code(404)
		.header('content-type', 'text/html')
		.send('{"code":404, "details": "path not found"}');
}
