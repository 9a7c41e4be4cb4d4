import { vendors } from '../../platform/vendors';
import type { VendorTable } from './model';

/** The table of each vendor, which is the file of its name in `vendors/`. Throws if there is none. */
export const tables: readonly VendorTable[] = vendors.map(({ name }) => {
	const { table } = jest.requireActual<{ table?: VendorTable }>(`./vendors/${name}`);
	if (table === undefined) throw new Error(`test/faults/vendors/${name}.ts exports no table`);
	return table;
});
