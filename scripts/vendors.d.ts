/** What has a package of its own, and what belongs to it by the name of its folder in `nodes/`. */
export interface PackageFolder {
	/** Its name in data, in the sandbox and in file names: `assemblyai`. */
	readonly name: string;
	/** Its folder in `nodes/`, which is also the class of its node: `AssemblyAi`. */
	readonly folder: string;
	/** The name of its node in n8n: `assemblyAi`. */
	readonly node: string;
	/** Its documentation, below the project's root: `docs/assemblyai.md`. */
	readonly page: string;
	/** The package that holds it alone. */
	readonly packageName: string;
	/** Only vendors have a trigger and a credential. */
	readonly trigger?: string;
	readonly credentialType?: string;
}

/** A vendor, and what belongs to it by the name of its folder in `nodes/`. */
export interface VendorFolder extends PackageFolder {
	/** `assemblyAiTrigger` */
	readonly trigger: string;
	/** `assemblyAiTranscriptionApi` */
	readonly credentialType: string;
}

/** What has a package of its own besides the package of all: each vendor, and the Transcript node. */
export declare function findPackages(root?: string): PackageFolder[];

/** The vendors, sorted by folder; `root` is the project's folder. */
export declare function findVendors(root?: string): VendorFolder[];
