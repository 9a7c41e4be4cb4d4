import type { IExecuteFunctions } from 'n8n-workflow';
import { parseUrl } from '../core/webAddress';

/**
 * The URL that resumes this execution while it is suspended, with n8n's own token in its query; `undefined` if there is
 * none. The process that runs the node builds it from its N8N_WEBHOOK_URL.
 */
export function resumeUrlOf(
	context: Pick<IExecuteFunctions, 'evaluateExpression'>,
	itemIndex: number,
): string | undefined {
	const url: unknown = context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex);
	return typeof url === 'string' && parseUrl(url) ? url : undefined;
}
