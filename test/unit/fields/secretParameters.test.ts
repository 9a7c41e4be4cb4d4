import { secretParameters } from '../../../nodes/shared/fields/secretParameters';
import { fakeExecution } from '../../support/jobs';

function secretsOf(parameters: Record<string, unknown>): string[] {
	const node = fakeExecution().context.getNode();
	const { context } = fakeExecution({
		parameters,
		functions: { getNode: () => ({ ...node, parameters }) },
	});
	return secretParameters({ context, itemIndex: 0 });
}

it.each<[string, Record<string, unknown>]>([
	['the header of a callback', { callbackHeaderValue: 'my-secret' }],
	['the header of a callback, as an option', { options: { callbackHeaderValue: 'my-secret' } }],
	[
		'headers in rows',
		{
			urlHeaders: {
				rows: [
					{ name: 'Authorization', value: 'my-secret' },
					{ name: 'Accept', value: 'audio/wav' },
				],
			},
		},
	],
	[
		'headers of notifications',
		{
			options: {
				additionalFields: {
					notifications: {
						rows: [
							{ url: 'https://a.example', auth_headers: { rows: [{ name: 'X-Token', value: 'my-secret' }] } },
						],
					},
				},
			},
		},
	],
	['JSON of AssemblyAI', { options: { additional: '{"webhook_auth_header_value":"my-secret"}' } }],
	[
		'JSON of Speechmatics',
		{
			options: {
				config: '{"notification_config":[{"auth_headers":["X-Api-Key: my-secret","Accept: text/plain"]}]}',
			},
		},
	],
	['JSON as an object', { options: { additional: { webhook_auth_header_value: 'my-secret' } } }],
])('finds %s', (_what, parameters) => {
	expect(secretsOf(parameters)).toEqual(['my-secret']);
});

it.each<[string, Record<string, unknown>]>([
	[
		'no headers',
		{ options: { title: 'Meeting', tracking: { rows: [{ name: 'customer', value: 'Meeting' }] } } },
	],
	['broken JSON', { options: { additional: '{"webhook_auth_header_value":' } }],
	['other fields', { title: 'a', jobId: 'b' }],
	['nothing', { options: undefined, callbackHeaderName: null }],
])('finds nothing in %s', (_what, parameters) => {
	expect(secretsOf(parameters)).toEqual([]);
});
