/**
 * `node mcpClient.cjs <node_modules of n8n> <URL> [tool] [arguments]`: connects to an MCP server with the SDK that n8n brings, and prints
 * as JSON the names of its tools, or the text that a tool returns. Runs with n8n's Node.js.
 */
const { createRequire } = require('node:module');
const path = require('node:path');

const [modules, url, tool, parameters = '{}'] = process.argv.slice(2);
const requireOfN8n = createRequire(path.join(modules, 'n8n', 'package.json'));
const { Client } = requireOfN8n('@modelcontextprotocol/sdk/client/index.js');
const { StreamableHTTPClientTransport } = requireOfN8n('@modelcontextprotocol/sdk/client/streamableHttp.js');

async function main() {
	const client = new Client({ name: 'test', version: '1.0.0' });
	await client.connect(new StreamableHTTPClientTransport(new URL(url)));
	if (tool === undefined) {
		const { tools } = await client.listTools();
		console.log(JSON.stringify(tools.map(({ name }) => name)));
	} else {
		const { content } = await client.callTool({ name: tool, arguments: JSON.parse(parameters) });
		console.log(JSON.stringify(content.map(({ text }) => text).join('\n')));
	}
	await client.close();
}

void main();
