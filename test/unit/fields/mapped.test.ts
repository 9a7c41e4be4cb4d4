import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { PARAMETER_GROUPS } from '../../../nodes/AssemblyAi/request/request';
import { LANGUAGES } from '../../../nodes/Botlhale/api/languages';
import { jobParameters, shortParameters } from '../../../nodes/Botlhale/parameters/recognition';
import { submissionGroups } from '../../../nodes/Prosa/parameters/recognition';
import { booleanField, textField } from '../../../nodes/shared/fields/define';
import {
	additionalFields,
	applyGroups,
	at,
	onlyWith,
	propertiesOf,
	type MappedGroup,
} from '../../../nodes/shared/fields/mapped';
import { CONFIG_GROUPS } from '../../../nodes/Speechmatics/request/jobConfig';
import { fakeExecution } from '../../support/jobs';

const ALL: ReadonlyArray<[string, readonly MappedGroup[]]> = [
	['AssemblyAI', PARAMETER_GROUPS],
	['Botlhale AI', jobParameters(LANGUAGES).groups],
	['Botlhale AI, short', shortParameters(LANGUAGES).groups],
	['Prosa.ai', submissionGroups],
	['Speechmatics', CONFIG_GROUPS.transcription],
	['Speechmatics, alignment', CONFIG_GROUPS.alignment],
];

function requestOf(groups: readonly MappedGroup[], parameters: IDataObject): IDataObject {
	const request: IDataObject = {};
	applyGroups({ ...fakeExecution({ parameters }), itemIndex: 0 }, groups, request);
	return request;
}

it.each(ALL)('%s: no two fields have the same name', (_name, groups) => {
	const fields = new Set(groups.flatMap((group) => group.fields.map(({ field }) => field)));
	expect(new Set([...fields].map(({ name }) => name)).size).toBe(fields.size);
});

describe.each(ALL.filter(([, groups]) => speakersOf(groups) !== undefined))(
	'speakers: %s',
	(_name, groups) => {
		const choices = (speakersOf(groups)?.options ?? []).filter(
			(option): option is INodePropertyOptions => 'value' in option,
		);

		it('are not separated by default, for which nothing is sent', () => {
			expect(speakersOf(groups)?.default).toBe('none');
			expect(requestOf(groups, { speakers: 'none' })).toEqual({});
		});

		it('are separated by each other choice', () => {
			const sent = choices
				.filter(({ value }) => value !== 'none')
				.map(({ value }) => JSON.stringify(requestOf(groups, { speakers: value })));
			expect(sent.filter((request) => request === '{}')).toEqual([]);
			expect(new Set(sent).size).toBe(choices.length - 1);
		});

		it.each(['yes', 'speaker', true, 2])('are not ignored if an expression returns %j', (speakers) => {
			expect(() => requestOf(groups, { speakers })).toThrow(/^"Speakers" must be /);
		});
	},
);

describe('the language of AssemblyAI', () => {
	it.each([
		['', {}],
		['id', { language_code: 'id' }],
		['auto', { language_detection: true }],
	])('%j', (language, request) => {
		expect(requestOf(PARAMETER_GROUPS, { language })).toEqual(request);
	});
});

describe('one field for two members', () => {
	const both = textField('both', 'Both', 'Sets two members', 'e.g. a');
	const groups = [{ fields: [at('a', both), at('b.c', both)] }];

	it('is shown once', () => {
		expect(propertiesOf(groups)).toEqual([both]);
	});

	it('sets both', () => {
		expect(requestOf(groups, { both: 'x' })).toEqual({ a: 'x', b: { c: 'x' } });
	});
});

describe('a field that requires a toggle', () => {
	const groups = [
		additionalFields([
			at('on', booleanField('on', 'Feature', 'Whether to use it')),
			onlyWith('on', at('setting', textField('setting', 'Feature: Setting', 'How', 'e.g. a'))),
		]),
	];

	it('is sent with the toggle', () => {
		expect(requestOf(groups, { additionalFields: { on: true, setting: 'a' } })).toEqual({
			on: true,
			setting: 'a',
		});
	});

	it.each([{ setting: 'a' }, { on: false, setting: 'a' }])('is rejected: %j', (given) => {
		expect(() => requestOf(groups, { additionalFields: given })).toThrow(
			'"Additional Fields: Feature: Setting" works only with "Feature"',
		);
	});
});

function speakersOf(groups: readonly MappedGroup[]): INodeProperties | undefined {
	return propertiesOf(groups).find(({ name, type }) => name === 'speakers' && type === 'options');
}
