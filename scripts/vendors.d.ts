/** A vendor, and what belongs to it by the name of its folder in `nodes/`. */
export interface VendorFolder {
	/** Its name in data, in the sandbox and in file names: `assemblyai`. */
	readonly name: string;
	/** Its folder in `nodes/`, which is also the class of its node: `AssemblyAi`. */
	readonly folder: string;
	/** The name of its node in n8n: `assemblyAi`. */
	readonly node: string;
	/** `assemblyAiTrigger` */
	readonly trigger: string;
	/** `assemblyAiTranscriptionApi` */
	readonly credentialType: string;
	/** Its documentation, below the project's root: `docs/assemblyai.md`. */
	readonly page: string;
	/** The package that holds this vendor alone. */
	readonly packageName: string;
}

/** The vendors, sorted by folder; `root` is the project's folder. */
export declare function findVendors(root?: string): VendorFolder[];
