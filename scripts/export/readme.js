/** The README of a repository, from its page of the documentation and the examples. */

/** A section of a page, with its heading; fails if the page has none of this name. */
function section(page, heading) {
	const [, text] =
		new RegExp(`^(## ${heading}\\n[\\s\\S]*?)(?=^## |^<!-- |(?![\\s\\S]))`, 'm').exec(page) ?? [];
	if (text === undefined) throw new Error(`The page has no section "${heading}"`);
	return text.trim();
}

/** Links of a page in docs/, as they are written in the README: to this repository, or to that of all vendors. */
function withLinks(text, { page, common }) {
	return text
		.replaceAll(/\]\(#/g, `](${page}#`)
		.replaceAll(
			/\]\((?!https?:|#|docs\/)(?:\.\/)?([\w./-]+(?:#[\w-]+)?)\)/g,
			`](${common}/blob/main/docs/$1)`,
		);
}

const withArticle = (name) => `${/^[AEIOU]/.test(name) ? 'an' : 'a'} **${name} API**`;

const listOf = (examples) =>
	examples.map(({ file, workflow }) => `- [${workflow.name}](examples/${file})`).join('\n');

/** What only some vendors have, by the operation. */
const STEPS = [
	{
		operation: 'job:wait',
		text: '**Job: Create** and **Job: Wait for Completion** do the same in two steps, so that one workflow processes many recordings.',
	},
	{
		operation: 'transcript:transcribeInBackground',
		text: '**Transcript: Transcribe in Background** does not wait: the transcript is sent to the trigger.',
	},
];

/**
 * @param vendor its display name, its operations and `page`, the path of its documentation
 * @param manifest the package.json of its repository
 * @param page the text of the documentation
 * @param examples file name and workflow of each example
 * @param common URL of the repository of all vendors
 */
function readmeOf(vendor, manifest, page, examples, common) {
	const { displayName, operations } = vendor;
	const hasJobs = operations.includes('job:wait');
	const steps = STEPS.filter(({ operation }) => operations.includes(operation))
		.map(({ text }) => `- ${text}`)
		.join('\n');
	const links = { page: vendor.page, common };
	return `# ${manifest.name}

${manifest.description}.

## Installation

In n8n, open **Settings → Community Nodes**, select **Install** and enter \`${manifest.name}\`. Then create
${withArticle(displayName)} credential, and add the **${displayName}** node or the **${displayName} Trigger** to a workflow.

## Usage

- **Transcript: Transcribe** sends a recording, waits for the result and returns the transcript.
${steps}
- **Transcript: Get Captions** creates SRT and VTT files, and **Transcript: Search Words** finds words and phrases.
- **${displayName} Trigger** starts a workflow when a ${hasJobs ? 'job has finished' : 'transcript is ready'}.

All operations and fields are described in [${vendor.page}](${vendor.page}).

${withLinks(section(page, 'Credential'), links)}

## Examples

Import a file into n8n with **Import from File**, and select your credential in its nodes.

${listOf(examples)}

## Limits and notes

${withLinks(section(page, 'Notes'), links).replace(/^## Notes\n+/, '')}

## Development

\`npm install && npm test\` builds the nodes and tests them against a local server that behaves like the API of
${displayName}. This repository is generated from [n8n-nodes-transcription](${common}), where the code is written and
issues are handled.

## Licence

[MIT](LICENSE)
`;
}

/** The README of the repository of the Transcript node; the parameters are those of `readmeOf`. */
function transcriptReadmeOf({ displayName, page: pagePath }, manifest, page, examples, common) {
	const links = { page: pagePath, common };
	const operations = /^\| Operation[\s\S]*?(?=\n\n)/m.exec(page)?.[0];
	if (operations === undefined) throw new Error('The page has no table of operations');
	return `# ${manifest.name}

${manifest.description}.

## Installation

In n8n, open **Settings → Community Nodes**, select **Install** and enter \`${manifest.name}\`. Then add the **${displayName}**
node to a workflow. It needs no credential and sends no request.

## Usage

${withLinks(operations, links)}

All operations and fields are described in [${pagePath}](${pagePath}).

${withLinks(section(page, 'Formats'), links)}
${examples.length === 0 ? '' : `\n## Examples\n\nImport a file into n8n with **Import from File**.\n\n${listOf(examples)}\n`}
## Limits and notes

- This node does not transcribe: the transcript comes from a transcription service, a tool such as Whisper, or a file.
- [n8n-nodes-transcription](${common}) has the same node together with nodes that transcribe. Install one or the other.

## Development

\`npm install && npm test\` builds the node and tests it. This repository is generated from
[n8n-nodes-transcription](${common}), where the code is written and issues are handled.

## Licence

[MIT](LICENSE)
`;
}

module.exports = { readmeOf, transcriptReadmeOf };
