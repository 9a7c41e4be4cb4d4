import { z } from 'zod/v4';
import type { VendorSettings } from './vendor';

/**
 * Settings of one vendor, validated with a schema in which every field has a default.
 * The vendor's handlers read `current()` on every request.
 */
export function vendorSettings<S extends z.ZodObject>(
	schema: S,
): VendorSettings & { current(): z.output<S> } {
	let values = schema.parse({});
	return {
		current: () => values,
		read: () => values,
		change(input) {
			const changes = z.record(z.string(), z.unknown()).parse(input);
			values = z
				.strictObject(schema.shape)
				.pipe(schema)
				.parse({ ...values, ...changes });
		},
		reset() {
			values = schema.parse({});
		},
	};
}
