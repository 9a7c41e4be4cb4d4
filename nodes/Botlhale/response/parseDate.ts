/** The time zone of South Africa, which matches the documented examples; the documents do not name a zone. */
const ZONE = '+02:00';

/**
 * A `date_received` as ISO 8601 in UTC: the documents have `DD/MM/YYYY HH:MM:SS` in examples and ISO 8601 in tables.
 * Other text is returned as it is, an empty one as `undefined`.
 */
export function toIsoTime(text: string | null | undefined): string | undefined {
	const given = text?.trim() ?? '';
	if (given === '') return undefined;
	const parts = /^(\d{2})\/(\d{2})\/(\d{4})[ T](\d{2}:\d{2}:\d{2})$/.exec(given);
	const iso = parts ? `${parts[3]}-${parts[2]}-${parts[1]}T${parts[4]}${ZONE}` : given;
	const date = new Date(/^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(iso) ? `${iso}${ZONE}` : iso);
	return Number.isNaN(date.getTime()) ? given : date.toISOString();
}
