/** What every test of a vendor says alike; the lists of the suites add what they alone need. */
export interface VendorBasics {
	/** The sandbox's name for it. */
	name: string;
	/** Names of node, trigger and credential type. */
	node: string;
	trigger: string;
	credentialType: string;
	/** Whether it can wake a sleeping execution. */
	suspends: boolean;
	/** Whether trigger and sleeping execution register themselves for all jobs; else each job names the address. */
	registers: boolean;
	/** The calls that make a job, as the sandbox logs them. */
	creates: { method: string; path: string };
}

const basics = (
	name: string,
	node: string,
	creates: string,
	more: Pick<VendorBasics, 'suspends' | 'registers'>,
): VendorBasics => ({
	name,
	node,
	trigger: `${node}Trigger`,
	credentialType: `${node}Api`,
	creates: { method: 'POST', path: creates },
	...more,
});

export const vendorBasics = {
	assemblyai: basics('assemblyai', 'assemblyAi', '^/v2/transcript$', { suspends: true, registers: false }),
	// A job begins with its upload to the storage.
	botlhale: basics('botlhale', 'botlhale', '^/$', { suspends: false, registers: false }),
	prosa: basics('prosa', 'prosa', '/stt$', { suspends: true, registers: true }),
	speechmatics: basics('speechmatics', 'speechmatics', '^/v2/jobs', { suspends: true, registers: false }),
};
