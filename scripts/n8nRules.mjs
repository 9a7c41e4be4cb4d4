/**
 * The rules that n8n applies to community packages, as its package scanner 0.32.0 configures them (`buildScanConfig`
 * in `scanner/scanner.mjs`; `n8n-node lint` uses the same sets). Used by `npm run lint` on the sources and by
 * `npm run scan` on sources and tarball.
 */
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const { parser } = tseslint;

/** Flat config objects without parsers, each with the files it applies to. */
export const n8nRuleSets = [
	{ plugins: { 'n8n-nodes-base': n8nNodesBase } },
	{ files: ['package.json'], rules: { ...n8nNodesBase.configs.community.rules } },
	{
		files: ['**/credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['**/nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
];

/** Every rule of the community plugin, for all files. */
export const communityRules = {
	...n8nCommunityNodesPlugin.configs.recommended,
	rules: { ...n8nCommunityNodesPlugin.configs.recommended.rules, 'no-console': 'error' },
};

/** The scanner's configuration. */
export const scanConfig = [
	communityRules,
	...n8nRuleSets,
	{ files: ['**/*.json', '**/*.ts'], languageOptions: { parser } },
];

/** What the scanner lints in the repository. */
export const SOURCE_PATTERNS = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];

/** What the scanner lints in the tarball. */
export const TARBALL_PATTERNS = ['**/*.js', 'package.json'];
