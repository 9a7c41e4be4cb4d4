import { NodeHelpers, type INodeParameters, type INodeType } from 'n8n-workflow';

import { BotlhaleTranscriptionApi } from '../../credentials/BotlhaleTranscriptionApi.credentials';
import { AssemblyAi } from '../../nodes/AssemblyAi/AssemblyAi.node';
import { AssemblyAiTrigger } from '../../nodes/AssemblyAi/AssemblyAiTrigger.node';
import { Botlhale } from '../../nodes/Botlhale/Botlhale.node';
import { BotlhaleTrigger } from '../../nodes/Botlhale/BotlhaleTrigger.node';
import { Prosa } from '../../nodes/Prosa/Prosa.node';
import { ProsaTrigger } from '../../nodes/Prosa/ProsaTrigger.node';
import { Speechmatics } from '../../nodes/Speechmatics/Speechmatics.node';
import { SpeechmaticsTrigger } from '../../nodes/Speechmatics/SpeechmaticsTrigger.node';

/**
 * The package as one process of n8n has loaded it. This file is bundled from source for each process of the simulation,
 * so that `Date`, `Math`, timers and module state belong to that process; see `load.ts`.
 */

/** The nodes by the names of their types. */
export const nodes = {
	assemblyAi: new AssemblyAi(),
	assemblyAiTrigger: new AssemblyAiTrigger(),
	botlhale: new Botlhale(),
	botlhaleTrigger: new BotlhaleTrigger(),
	prosa: new Prosa(),
	prosaTrigger: new ProsaTrigger(),
	speechmatics: new Speechmatics(),
	speechmaticsTrigger: new SpeechmaticsTrigger(),
} satisfies Record<string, INodeType>;

/** Each life begins with a process that has just started. */
export { forgetPaces } from '../../nodes/shared/http/pace';

export const botlhaleTranscriptionApi = new BotlhaleTranscriptionApi();

/** All parameters of a node with their defaults, as n8n gives them to it. */
export function withDefaults({ description }: INodeType, given: INodeParameters): INodeParameters {
	return (
		NodeHelpers.getNodeParameters(
			description.properties,
			given,
			true,
			false,
			{ typeVersion: 1 },
			description,
		) ?? {}
	);
}
