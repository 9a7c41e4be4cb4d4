import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { fieldError, optionLabel, readBoolean, readJobId } from '../../../shared/fields/parameters';
import type { VendorClient } from '../../../shared/http/client';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField, simplifyField } from '../../../shared/operations/jobFields';
import { channelOf, fromMs, toConfidence } from '../../../shared/transcript/values';

import { getParagraphs, getSentences, getTranscript } from '../../api/api';
import type { utteranceSchema } from '../../api/schemas';
import { mayBeName, shownSpeakers } from '../../response/redaction';
import { resultOrFailure } from '../../response/resultOrFailure';
import { assemblyAi } from '../../vendor';

type Part = z.infer<typeof utteranceSchema>;

/** A sentence or paragraph as item data; times are in seconds. */
const partSchema = z.lazy(() =>
	z.object({
		text: z.string(),
		start: z.number(),
		end: z.number(),
		confidence: z.number().nullable(),
		speaker: z.string().nullable(),
		channel: z.string().nullable(),
	}),
);

/** The operations for sentences and paragraphs, which differ in their names only. */
function partsOperation(
	what: { name: string; value: string; one: string; many: string },
	fetch: (client: VendorClient, jobId: string) => Promise<{ parts: Part[]; raw: IDataObject }>,
): ItemOperation {
	const splitOption: INodeProperties = {
		displayName: 'Split Into Items',
		name: 'split',
		type: 'boolean',
		default: true,
		description: `Whether to return one item per ${what.one} instead of one item with all ${what.many}. A transcript without ${what.many} has no items.`,
	};
	return {
		name: `Get ${what.name}`,
		value: what.value,
		description: `Get the ${what.many} of a transcript with timestamps`,
		action: `Get ${what.many} of a transcript`,
		properties: [jobField({ fromItem: true }), simplifyField, optionsField([splitOption])],
		output: z.object({ jobId: z.string(), count: z.number(), [what.many]: z.array(partSchema) }),
		execute: async (call) => {
			const jobId = readJobId(call);
			const simplify = readBoolean(call, simplifyField.name, simplifyField.displayName, true);
			const splitLabel = optionLabel(splitOption);
			const split = readBoolean(call, `options.${splitOption.name}`, splitLabel, false);
			if (split && !simplify) {
				throw fieldError(
					call,
					splitLabel,
					`works only with "${simplifyField.displayName}"`,
					`Turn on "${simplifyField.displayName}", or remove the option.`,
				);
			}
			const client = (await clientFor(assemblyAi, call)).forJob(jobId);
			const { parts, raw } = await resultOrFailure(client, jobId, async () => await fetch(client, jobId));
			if (!simplify) return [{ json: raw }];
			const shown = await speakersOf(client, jobId, parts);
			const simple = parts.map((part) =>
				simplified({ ...part, speaker: part.speaker && shown(part.speaker) }),
			);
			return split
				? simple.map((part, index) => ({ json: { jobId, index, ...part } }))
				: [{ json: { jobId, count: simple.length, [what.many]: simple } }];
		},
	};
}

/** How the speakers are shown. Only the job says whether names are redacted, so it is requested if there are names. */
async function speakersOf(
	client: VendorClient,
	jobId: string,
	parts: readonly Part[],
): Promise<(speaker: string) => string> {
	const areLabels = parts.every(({ speaker }) => !speaker || !mayBeName(speaker));
	return areLabels ? (speaker) => speaker : shownSpeakers(await getTranscript(client, jobId));
}

function simplified(part: Part): z.infer<typeof partSchema> {
	return {
		text: part.text,
		start: fromMs(part.start),
		end: fromMs(part.end),
		confidence: toConfidence(part.confidence),
		speaker: part.speaker ?? null,
		channel: channelOf(part.channel),
	};
}

export const getSentencesOperation = partsOperation(
	{ name: 'Sentences', value: 'getSentences', one: 'sentence', many: 'sentences' },
	async (client, jobId) => {
		const raw = await getSentences(client, jobId);
		return { parts: raw.sentences, raw: toItemData(raw) };
	},
);

export const getParagraphsOperation = partsOperation(
	{ name: 'Paragraphs', value: 'getParagraphs', one: 'paragraph', many: 'paragraphs' },
	async (client, jobId) => {
		const raw = await getParagraphs(client, jobId);
		return { parts: raw.paragraphs, raw: toItemData(raw) };
	},
);
