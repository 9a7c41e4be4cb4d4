import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { loadPackage } from '../../support/engine/node-types';
import { fieldsOfOperation, operationsOf, type OperationValues } from '../../support/parameters';

/*
 * n8n drops the value of an option that is hidden, and the editor does not offer it. An option that has no effect with
 * the other fields must therefore be hidden, or the node must refuse it.
 */

/** The fields that decide which options apply, and options that decide about others. */
const SELECTORS = ['output', 'recordingSource', 'transcriptSource', 'format', 'source', 'registration'];
const OWN_SELECTORS = ['asFile', 'signature', 'callback'];

type Values = Readonly<INodeParameters>;
type Applies = (values: Values) => boolean;

const always: Applies = () => true;
const oneOf =
	(name: string, ...wanted: unknown[]): Applies =>
	(values) =>
		wanted.includes(values[name]);
const none =
	(name: string, ...unwanted: unknown[]): Applies =>
	(values) =>
		!unwanted.includes(values[name]);
const both =
	(...conditions: Applies[]): Applies =>
	(values) =>
		conditions.every((condition) => condition(values));

const isText = oneOf('output', 'text', 'dialogue', 'markdown', 'vendorText');
const isFile = oneOf('output', 'srt', 'vtt', 'html', 'docx', 'vendorSrt');
const hasCues = none('format', 'podcast', 'podcastChapters', 'vttChapters', 'youtubeChapters');
const fromVendor = none('transcriptSource', 'item');
const rendersTranscript = none('output', 'vendor', 'job', 'callback');

/** Get Redacted Audio, which has no "Output", refuses the field name without its download. */
const putsFile: Applies = (values) => {
	if (values.operation === 'searchWords') return (values.matchFile ?? 'none') !== 'none';
	if ('format' in values) return values.format !== 'json';
	if ('tags' in values) return values.asFile === true;
	return !('output' in values) || isFile(values) || (isText(values) && values.asFile === true);
};

/**
 * When each option has an effect. Options that the node refuses, naming the other field, apply always: see the tests of
 * "has no effect with" and "works only".
 */
const APPLIES: Readonly<Record<string, Applies>> = {
	asFile: (values) => 'tags' in values || isText(values),
	binaryPropertyOutput: putsFile,
	fileName: putsFile,
	split: (values) => (values.matchFile ?? 'none') === 'none',
	clipPadding: oneOf('matchFile', 'clipsEdl', 'clipsFfmpeg'),
	frameRate: oneOf('matchFile', 'clipsEdl', 'edl', 'fcpxml', 'xmeml'),
	recordingUrl: (values) => values.operation === 'chunk' || values.output === 'html',
	title: oneOf('output', 'html', 'docx', 'markdown'),
	includeText: none('format', 'json'),
	oneWord: hasCues,
	redaction: both(fromVendor, rendersTranscript),
	captionMaker: fromVendor,
	charsPerCaption: fromVendor,
	searchMaker: fromVendor,
	concurrency: fromVendor,
	requestTimeout: fromVendor,
	retries: fromVendor,
	earTag: fromVendor,
	wait: oneOf('recordingSource', 'binary'),
	downloadFromN8n: oneOf('recordingSource', 'binary'),
	confirm: both(oneOf('output', 'callback'), none('signature', 'none')),
	toleranceSeconds: none('signature', 'hmac_sha256', 'none'),
	sslVerification: oneOf('registration', 'automatic'),
	callbackContents: oneOf('callback', 'trigger', 'url'),
	callbackHeaderName: oneOf('callback', 'url'),
	callbackHeaderValue: oneOf('callback', 'url'),
	callbackUrl: oneOf('callback', 'url'),
	triggerUrl: oneOf('callback', 'trigger'),
	textBinaryPropertyName: oneOf('textSource', 'binary'),
	...Object.fromEntries(
		[
			'acrossSpeakers',
			'additionalParameters',
			'boost_param',
			'callback',
			'channels',
			'contextWords',
			'custom_topics',
			'dual_channel',
			'from',
			'fuzzy',
			'groupBy',
			'ignore',
			'ignoreAccents',
			'includeSpeakers',
			'inflections',
			'inputFormat',
			'jobConfig',
			'language',
			'matchFile',
			'minAgreement',
			'minConfidence',
			'newJobOnRetry',
			'onFailedJob',
			'overlap',
			'parallelEngines',
			'partialWords',
			'processingUserId',
			'reference',
			'referenceText',
			'reuseExistingJob',
			'scope',
			'sendSecret',
			'serverWait',
			'serverWaitFormat',
			'signature',
			'simplify',
			'soundsLike',
			'speakers',
			'speech_model',
			'speed_boost',
			'split',
			'stopBefore',
			'timeLimit',
			'to',
			'topics',
			'translation',
			'unit',
			'word_boost',
		].map((name) => [name, always]),
	),
};

/** Options about requests, which the node without a credential does not send. */
const REQUEST_OPTIONS = ['concurrency', 'requestTimeout', 'retries'];

const isField = (option: object): option is INodeProperties => 'type' in option;

const choicesOf = ({ type, options = [] }: INodeProperties): Array<string | number | boolean> =>
	type === 'boolean'
		? [true, false]
		: options.flatMap((option) => ('value' in option && !isField(option) ? [option.value] : []));

interface Panel {
	title: string;
	description: INodeTypeDescription;
	operation: OperationValues;
	fields: INodeProperties[];
	options: INodeProperties[];
}

let panels: Panel[];

beforeAll(async () => {
	const { nodes } = await loadPackage();
	panels = Object.values(nodes).flatMap(({ type }) => {
		const { description } = NodeHelpers.getVersionedNodeType(type);
		return operationsOf(description).map((operation) => {
			const fields = fieldsOfOperation(description, operation);
			const options = fields.flatMap((field) => (field.name === 'options' ? (field.options ?? []) : []));
			return {
				title: [description.displayName, operation.resource, operation.operation].filter(Boolean).join(' '),
				description,
				operation,
				fields: fields.filter(({ name }) => name !== 'options'),
				options: options.filter(isField),
			};
		});
	});
});

/** All combinations of the values that decide about options, of the fields and of the options themselves. */
function combinations({ fields, options, operation }: Panel): Array<Record<'root' | 'own', INodeParameters>> {
	const vary = (from: readonly INodeProperties[], names: readonly string[]) =>
		names
			.map((name) => ({ name, values: from.find((field) => field.name === name) }))
			.flatMap(({ name, values }) => (values ? [{ name, values: choicesOf(values) }] : []));
	const product = (
		parts: ReadonlyArray<{ name: string; values: Array<string | number | boolean> }>,
	): INodeParameters[] =>
		parts.reduce<INodeParameters[]>(
			(sofar, { name, values }) =>
				sofar.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
			[{}],
		);
	const textSource = fields.some(({ name }) => name === 'textSource') ? { textSource: 'binary' } : {};
	return product(vary(fields, SELECTORS)).flatMap((root) =>
		product(vary(options, OWN_SELECTORS)).map((own) => ({
			root: { ...operation, ...textSource, ...root },
			own,
		})),
	);
}

it('offers an option only where it has an effect', () => {
	const wrong = new Set<string>();
	let checked = 0;
	for (const panel of panels) {
		const tags = panel.fields.some(({ name }) => name === 'tags') ? { tags: 'one_per_line' } : {};
		for (const { root, own } of combinations(panel)) {
			const parameters: INodeParameters = { ...root, options: own };
			const shown = panel.options.filter((option) =>
				NodeHelpers.displayParameter(own, option, { typeVersion: 1 }, panel.description, parameters),
			);
			for (const name of new Set(panel.options.map((option) => option.name))) {
				checked += 1;
				const times = shown.filter((option) => option.name === name).length;
				const applies = APPLIES[name]?.({ ...root, ...tags, ...own });
				const where = `${panel.title} ${JSON.stringify({ ...root, ...own })}: ${name}`;
				if (applies === undefined) wrong.add(`${panel.title}: ${name} is not in the table of this test`);
				else if (times !== (applies ? 1 : 0)) wrong.add(`${where} is shown ${times} times`);
			}
		}
	}
	expect(checked).toBeGreaterThan(3000);
	expect([...wrong]).toEqual([]);
});

it('offers no options about requests in the node that sends none', () => {
	const local = panels.filter(({ description }) => (description.credentials ?? []).length === 0);
	expect(local.length).toBeGreaterThanOrEqual(5);
	const names = local.flatMap(({ title, options }) => options.map(({ name }) => ({ title, name })));
	expect(names.filter(({ name }) => REQUEST_OPTIONS.includes(name))).toEqual([]);
});
