import type { VendorModule } from '../sandbox/core/vendor';
import { vendors as modules } from '../sandbox/vendors';
import { findVendors, type VendorFolder } from '../scripts/vendors';

/** A vendor with the data of its folder and of its sandbox. */
export interface Vendor extends VendorFolder, Omit<VendorModule, 'create'> {}

/** The vendors that have a folder in `nodes/`. Throws if one of them has no sandbox. */
export const vendors: readonly Vendor[] = findVendors().map((folder) => {
	const sandbox = modules.find(({ name }) => name === folder.name);
	if (sandbox === undefined) {
		throw new Error(`nodes/${folder.folder} is a vendor, but sandbox/vendors.ts has no "${folder.name}"`);
	}
	return { ...sandbox, ...folder };
});

/** The vendor of this name, e.g. `assemblyai`. Throws if there is none. */
export function vendorNamed(name: string): Vendor {
	const vendor = vendors.find((each) => each.name === name);
	if (vendor === undefined) throw new Error(`There is no vendor "${name}"`);
	return vendor;
}
