import { MOST_WORDS } from '../../../nodes/AssemblyAi/actions/transcript/searchWords.operation';
import { LARGEST_PAGE as ASSEMBLYAI_PAGE } from '../../../nodes/AssemblyAi/api/api';
import { LARGEST_REDACTED_BYTES, LARGEST_UPLOAD_BYTES } from '../../../nodes/AssemblyAi/request/create';
import { LARGEST_SHORT_BYTES } from '../../../nodes/AssemblyAi/request/short';
import { LARGEST_BODY_BYTES } from '../../../nodes/Prosa/request/base64Body';
import { LARGEST_PAGE as SPEECHMATICS_PAGE } from '../../../nodes/Speechmatics/api/list';
import { UPLOAD_LIMIT_BYTES } from '../../../nodes/Speechmatics/request/source';
import { SYNC_LIMITS } from '../../../sandbox/assemblyai/routes/sync';
import { createSettings as assemblyai } from '../../../sandbox/assemblyai/settings';
import { createSettings as botlhale } from '../../../sandbox/botlhale/settings';
import { createSettings as prosa } from '../../../sandbox/prosa/settings';
import { createSettings as speechmatics } from '../../../sandbox/speechmatics/settings';

const inSandbox = {
	assemblyai: assemblyai().current(),
	botlhale: botlhale().current(),
	prosa: prosa().current(),
	speechmatics: speechmatics().current(),
};

/** The values of limits in the code of nodes and sandbox, by vendor and name of the limit. */
export const codeLimits: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
	assemblyai: {
		shortBytes: [LARGEST_SHORT_BYTES, SYNC_LIMITS.bytes],
		shortSeconds: [SYNC_LIMITS.seconds],
		shortestMilliseconds: [SYNC_LIMITS.shortestMs],
		uploadBytes: [LARGEST_UPLOAD_BYTES],
		redactedAudioSourceBytes: [LARGEST_REDACTED_BYTES],
		pageSize: [ASSEMBLYAI_PAGE],
		searchWords: [MOST_WORDS],
		redactedAudioLinkMinutes: [inSandbox.assemblyai.linkSeconds / 60],
	},
	botlhale: {
		shortSeconds: [inSandbox.botlhale.syncLimitSeconds],
		durationMinutes: [inSandbox.botlhale.asyncLimitMinutes],
		slotSeconds: [inSandbox.botlhale.slotSeconds],
	},
	prosa: {
		bodyBytes: [LARGEST_BODY_BYTES, inSandbox.prosa.bodyLimitBytes],
		waitSeconds: [inSandbox.prosa.waitMaxSeconds],
		durationHours: [inSandbox.prosa.maxSeconds / 3600],
	},
	speechmatics: {
		uploadBytes: [UPLOAD_LIMIT_BYTES, inSandbox.speechmatics.maxUploadBytes],
		pageSize: [SPEECHMATICS_PAGE],
	},
};
