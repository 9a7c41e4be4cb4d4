import { readFile } from 'fs/promises';
import { join } from 'path';
import { z } from 'zod/v4';

import { projectFolder } from '../platform/paths';
import type { WorkflowNode } from '../platform/rest';

const fieldsSchema = z.looseObject({
	formFields: z.object({ values: z.array(z.looseObject({ fieldType: z.string().optional() })) }),
});

const answerSchema = z.looseObject({ formWaitingUrl: z.url().optional() });

/**
 * Submits a form of n8n; returns the address of its next page, if there is one.
 * @param answers to the fields in their order; for a file, the name of a recording of the sandbox
 */
export async function submitForm(
	url: string,
	{ parameters }: Pick<WorkflowNode, 'parameters'>,
	answers: string[],
): Promise<z.infer<typeof answerSchema>> {
	const fields = fieldsSchema.parse(parameters).formFields.values;
	const body = new FormData();
	for (const [index, { fieldType }] of fields.entries()) {
		const answer = answers[index] ?? '';
		if (fieldType === 'file') {
			const content = await readFile(join(projectFolder, 'sandbox', 'recordings', answer));
			body.append(`field-${index}`, new Blob([new Uint8Array(content)]), answer);
		} else body.append(`field-${index}`, answer);
	}
	const response = await fetch(url, { method: 'POST', body });
	const text = await response.text();
	if (!response.ok) throw new Error(`The form returned ${response.status}: ${text.slice(0, 500)}`);
	return answerSchema.parse(JSON.parse(text));
}
