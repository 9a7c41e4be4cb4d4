/** South Africa, which the times of the examples fit; the documents name no zone. */
const ZONE = '+02:00';

/**
 * ISO 8601 in UTC of a `date_received`: `DD/MM/YYYY HH:MM:SS` in the examples, ISO 8601 in the tables. Anything
 * else is given as it is, nothing as `undefined`.
 */
export function toIsoTime(text: string | null | undefined): string | undefined {
	const given = text?.trim() ?? '';
	if (given === '') return undefined;
	const parts = /^(\d{2})\/(\d{2})\/(\d{4})[ T](\d{2}:\d{2}:\d{2})$/.exec(given);
	const iso = parts ? `${parts[3]}-${parts[2]}-${parts[1]}T${parts[4]}${ZONE}` : given;
	const date = new Date(/^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(iso) ? `${iso}${ZONE}` : iso);
	return Number.isNaN(date.getTime()) ? given : date.toISOString();
}
