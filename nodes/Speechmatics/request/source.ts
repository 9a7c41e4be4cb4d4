import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../shared/execution/runItems';
import { at, type MappedField } from '../../shared/fields/mapped';
import { fieldError, readWebAddress } from '../../shared/fields/parameters';
import { readBinaryFile, type FileField } from '../../shared/fields/recording';
import { headersField } from '../../shared/fields/rows';
import type { UploadFile } from '../../shared/http/multipart';
import { toHeaderLines } from '../parameters/headers';

/** Where a recording or a text comes from: a file to upload, or a URL that Speechmatics fetches. */
export type Source = { file: UploadFile; url?: undefined } | { file?: undefined; url: string };

/** For fields that have another form, or none, in the node's form as an AI tool. */
export const HIDDEN_FOR_AGENTS: Pick<INodeProperties, 'displayOptions'> = {
	displayOptions: { hide: { '@tool': [true] } },
};

/** Headers that Speechmatics sends when it fetches a source, at their place in the job config. */
export function fetchHeadersField(
	member: 'fetch_data' | 'fetch_text',
	name: string,
	displayName: string,
	what: string,
): MappedField {
	const field = headersField(
		name,
		displayName,
		`Headers that Speechmatics sends when it fetches the ${what}`,
	);
	return at(`${member}.auth_headers`, field, (rows) => {
		const lines = toHeaderLines(rows);
		return lines.length === 0 ? undefined : lines;
	});
}

/** Docs page "Limits": less than 1 GB in the body of a request. */
export const UPLOAD_LIMIT_BYTES = 1e9;

/**
 * The item's binary data in the property that a field names.
 * @param sourceLabel the label of the field that chooses between file and URL
 * @throws NodeOperationError
 */
export async function readFileSource(
	call: ItemContext,
	field: FileField & { label: string },
	sourceLabel: string,
): Promise<UploadFile> {
	const file = await readBinaryFile(call, field);
	const { label } = field;
	if (file.size >= UPLOAD_LIMIT_BYTES) {
		throw fieldError(
			call,
			label,
			`is a file of ${(file.size / 1e9).toFixed(2)} GB; Speechmatics accepts uploads of less than 1 GB`,
			`Put the file on a web server and set "${sourceLabel}" to "URL", or compress it.`,
		);
	}
	return file;
}

/** The web address in a field. @throws NodeOperationError */
export function readUrlSource(call: ItemContext, name: string, label: string): Source {
	return { url: readWebAddress(call, name, label) };
}

/** The member of the job config that has Speechmatics fetch a source; none for a file. */
export function fetchMember(name: 'fetch_data' | 'fetch_text', { url }: Source): IDataObject {
	return url === undefined ? {} : { [name]: { url } };
}
