/** The operations of the Transcript node, by their most expensive settings. */
export const OPERATIONS = [
	'chunk',
	'compare',
	'comparePage',
	'differences',
	'convertDialogue',
	'convertDocx',
	'convertHtml',
	'edit',
	'getCaptions',
	'measure',
	'merge',
	'redact',
	'searchWords',
] as const;
export type Operation = (typeof OPERATIONS)[number];
