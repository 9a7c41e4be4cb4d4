import { baseUrlOf } from '../../../credentials/BotlhaleTranscriptionApi.credentials';
import type { VendorHttp } from '../../shared/http/types';
import { parseError } from './errors';
import { identity } from './identity';
import { quoteLargeIntegers } from './quoteLargeIntegers';

/** How Botlhale AI's API is reached: a bearer token that n8n renews, and errors in several forms. */
export const botlhaleHttp: VendorHttp = {
	...identity,
	credentialType: 'botlhaleTranscriptionApi',
	secretFields: ['refreshToken', 'bearerToken', 'sessionToken'],
	renewsToken: true,
	baseUrl: baseUrlOf,
	addressLabel: ({ host }) => (host === 'custom' ? 'Base URL' : 'Host'),
	preprocessJson: quoteLargeIntegers,
	parseError,
	notFoundHint:
		'Check the host and "Organisation ID" in the credential: Botlhale AI does not know one of them.',
	outcomeUnknownHint:
		'The recording may have been transcribed and counted anyway. Botlhale AI has no list of jobs to check.',
};
