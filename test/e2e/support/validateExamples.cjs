/**
 * `node validateExamples.cjs <node_modules of n8n> <examples> <nodes.json> <folder for definitions>`: validates the example
 * workflows as n8n's AI workflow builder validates its own, with the parameters of n8n's nodes and of those in
 * nodes.json. Prints the issues of each example as JSON. Runs with n8n's Node.js.
 */
const { readdirSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const [modules, examples, nodesJsonPath, outputDir] = process.argv.slice(2);
const requireOfN8n = createRequire(path.join(modules, 'n8n', 'package.json'));
const { validateWorkflowBuilder, workflow } = requireOfN8n('@n8n/workflow-sdk');
const { generateNodeDefinitions } = require(
	path.join(modules, '@n8n', 'workflow-sdk', 'dist', 'generate-types', 'generate-node-defs-cli.js'),
);

async function main() {
	const log = console.log;
	console.log = () => undefined;
	await generateNodeDefinitions({ nodesJsonPath, outputDir });
	console.log = log;
	const nodeDefinitionDirs = [
		outputDir,
		...['n8n-nodes-base', '@n8n/n8n-nodes-langchain'].map((name) =>
			path.join(modules, name, 'dist', 'node-definitions'),
		),
	];
	const results = readdirSync(examples)
		.filter((file) => file.endsWith('.json'))
		.map((file) => {
			const builder = workflow.fromJSON(JSON.parse(readFileSync(path.join(examples, file), 'utf8')));
			const { issues } = validateWorkflowBuilder(builder, { nodeDefinitionDirs });
			return {
				file,
				issues: issues.map(({ code, message, nodeName }) => `${nodeName ?? ''} ${code}: ${message}`),
			};
		});
	console.log(JSON.stringify(results));
}

void main();
