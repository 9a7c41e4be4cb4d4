import type { PackageFolder, VendorFolder } from './vendors';

/** What has a package of its own, as the package.json presents it. */
export interface DescribedPackage extends PackageFolder {
	/** The name of its node. */
	readonly displayName: string;
	/** Its operations, e.g. `job:create`. */
	readonly operations: readonly string[];
	/** The words under which n8n finds its node, but not the nodes of every other vendor. */
	readonly words: readonly string[];
}

/** A vendor as a package.json presents it. */
export type DescribedVendor = DescribedPackage & VendorFolder;

/** The parts of a package.json that are written here. */
export interface Manifest {
	readonly name: string;
	readonly description: string;
	readonly keywords: readonly string[];
	readonly n8n: { readonly credentials: readonly string[]; readonly nodes: readonly string[] };
}

/** What has a package of its own, each with its display name and the keywords that only its node has. */
export declare function describePackages(root?: string): Promise<DescribedPackage[]>;

export declare function describeVendors(root?: string): Promise<DescribedVendor[]>;

/** The package.json of the package of all vendors, with what it says of them brought up to date. */
export declare function registerVendors<T extends Manifest>(
	manifest: T,
	vendors: readonly DescribedVendor[],
	root?: string,
): T;

/** The package.json of a vendor's own package, or of the Transcript node's. */
export declare function manifestOf(
	own: DescribedPackage,
	manifest: Manifest,
	vendors: readonly DescribedVendor[],
	root?: string,
): Manifest;
