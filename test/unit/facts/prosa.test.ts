import { prosaHttp } from '../../../nodes/Prosa/api/http';
import { submissionGroups } from '../../../nodes/Prosa/parameters/recognition';
import { LARGEST_BODY_BYTES } from '../../../nodes/Prosa/request/base64Body';
import { bodySchema } from '../../../sandbox/prosa/jobs/submit';
import { createSettings } from '../../../sandbox/prosa/settings';
import { describeFacts, fieldsOf } from './describeFacts';

const { bodyLimitBytes, waitMaxSeconds, maxSeconds } = createSettings().current();

describeFacts('prosa', {
	// The field chooses the name under which the model is sent.
	fields: fieldsOf(submissionGroups).filter(({ path }) => path !== 'config.model'),
	request: bodySchema,
	limits: {
		bodyBytes: [LARGEST_BODY_BYTES, bodyLimitBytes],
		waitSeconds: [waitMaxSeconds],
		durationHours: [maxSeconds / 3600],
	},
	baseUrl: () => prosaHttp.baseUrl({}),
});
