import { botlhaleHttp } from '../../../nodes/Botlhale/api/http';
import { LANGUAGES } from '../../../nodes/Botlhale/api/languages';
import { jobParameters, shortParameters } from '../../../nodes/Botlhale/parameters/recognition';
import { LANGUAGES as SANDBOX_LANGUAGES } from '../../../sandbox/botlhale/languages';
import { createSettings } from '../../../sandbox/botlhale/settings';
import { describeFacts, fieldsOf } from './describeFacts';

const { syncLimitSeconds, asyncLimitMinutes, slotSeconds } = createSettings().current();

describeFacts('botlhale', {
	fields: fieldsOf([...jobParameters(LANGUAGES).groups, ...shortParameters(LANGUAGES).groups]),
	limits: {
		shortSeconds: [syncLimitSeconds],
		durationMinutes: [asyncLimitMinutes],
		slotSeconds: [slotSeconds],
	},
	lists: { languages: SANDBOX_LANGUAGES.keys() },
	baseUrl: (_service, host) => botlhaleHttp.baseUrl({ host }),
});
