import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * The address that wakes this execution while it sleeps, with n8n's own token in its query; `undefined` without one.
 * It is made by the process that runs the node, from its N8N_WEBHOOK_URL.
 */
export function resumeUrlOf(
	context: Pick<IExecuteFunctions, 'evaluateExpression'>,
	itemIndex: number,
): string | undefined {
	const url: unknown = context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex);
	return typeof url === 'string' && URL.canParse(url) ? url : undefined;
}
