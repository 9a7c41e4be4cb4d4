import type { INodeProperties } from 'n8n-workflow';

import { callbackFields } from '../../../nodes/shared/webhook/callback';
import { resultCallbackField, sendSecretOption } from '../../../nodes/shared/webhook/resultCallback';
import { webhookSecretFields } from '../../../nodes/shared/webhook/secretFields';

/** The values that a menu offers. */
const valuesOf = ({ options = [] }: INodeProperties) =>
	options.map((option) => ('value' in option ? option.value : option.name));

/** Every text that the editor shows of these fields. */
const textsOf = (fields: INodeProperties[]) =>
	fields.flatMap(({ displayName, description, hint, placeholder, options = [] }) =>
		[{ displayName, description, hint, placeholder }, ...options].flatMap((part) =>
			Object.entries(part).flatMap(([name, text]) =>
				['displayName', 'name', 'description', 'hint', 'placeholder'].includes(name) && text !== undefined
					? [text]
					: [],
			),
		),
	);

const named = (fields: INodeProperties[], name: string) => {
	const field = fields.find((candidate) => candidate.name === name);
	if (field) return field;
	throw new Error(`no field ${name}`);
};

const ALL = () => callbackFields({ trigger: 'AssemblyAI Trigger', ownHeader: true });

describe('the callback fields', () => {
	it('offer every kind of callback in alphabetical order, and none by default', () => {
		const [menu] = ALL();
		expect(menu && valuesOf(menu)).toEqual(['trigger', 'url', 'none', 'resume']);
		expect(menu).toMatchObject({ name: 'callback', type: 'options', default: 'none' });
	});

	it('offer no trigger whose URL is not set for each job', () => {
		const fields = callbackFields({ ownHeader: true });
		expect(fields[0] && valuesOf(fields[0])).toEqual(['url', 'none', 'resume']);
		expect(fields.map(({ name }) => name)).toStrictEqual([
			'callback',
			'callbackUrl',
			'callbackHeaderName',
			'callbackHeaderValue',
		]);
	});

	it.each([
		['AssemblyAI Trigger', 'an AssemblyAI Trigger'],
		['Ursa Trigger', 'an Ursa Trigger'],
		['Speechmatics Trigger', 'a Speechmatics Trigger'],
		['Prosa.ai Trigger', 'a Prosa.ai Trigger'],
		['Botlhale AI Trigger', 'a Botlhale AI Trigger'],
	])('speak of "%s" correctly', (trigger, text) => {
		const [menu] = callbackFields({ trigger, ownHeader: false });
		expect(JSON.stringify(menu)).toContain(`"Start the workflow of ${text}"`);
		expect(JSON.stringify(menu)).toContain(`"name":"${trigger}"`);
	});

	it('ask for the URL of the trigger only if it is called', () => {
		expect(named(ALL(), 'triggerUrl')).toMatchObject({
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { callback: ['trigger'] } },
		});
	});

	it('ask for a URL only if it is called', () => {
		expect(named(ALL(), 'callbackUrl')).toMatchObject({
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { callback: ['url'] } },
		});
	});

	it('ask for a header only for a URL, and hide its value', () => {
		const shown = { type: 'string', default: '', displayOptions: { show: { callback: ['url'] } } };
		expect(named(ALL(), 'callbackHeaderName')).toMatchObject(shown);
		expect(named(ALL(), 'callbackHeaderValue')).toMatchObject({
			...shown,
			typeOptions: { password: true },
		});
	});

	it('ask for no header that the vendor does not send', () => {
		const fields = callbackFields({ trigger: 'Example Trigger', ownHeader: false });
		expect(fields.map(({ name }) => name)).toStrictEqual(['callback', 'triggerUrl', 'callbackUrl']);
	});
});

describe('the fields of the webhook secret', () => {
	it('are hidden as they are typed, and show the previous one only beside another', () => {
		expect(webhookSecretFields('Example')).toMatchObject([
			{ name: 'webhookSecret', type: 'string', default: '', typeOptions: { password: true } },
			{
				name: 'previousWebhookSecret',
				type: 'string',
				default: '',
				typeOptions: { password: true },
				displayOptions: { hide: { webhookSecret: [''] } },
			},
		]);
	});

	it('say which operation sends it', () => {
		expect(JSON.stringify(webhookSecretFields('Example'))).toContain('Job: Create sends it to Example');
		expect(JSON.stringify(webhookSecretFields('Example', 'Speech: Read'))).toContain('Speech: Read sends it');
	});
});

it('the callback URL of a vendor without jobs is required', () => {
	expect(resultCallbackField('Example')).toMatchObject({
		name: 'callbackUrl',
		type: 'string',
		default: '',
		required: true,
	});
});

it('every text of these fields says something', () => {
	const fields = [
		...ALL(),
		...webhookSecretFields('Example'),
		resultCallbackField('Example'),
		sendSecretOption('Example'),
	];
	const texts = textsOf(fields);
	expect(texts.length).toBeGreaterThan(25);
	expect(texts.filter((text) => typeof text !== 'string' || text.trim() === '')).toEqual([]);
});
