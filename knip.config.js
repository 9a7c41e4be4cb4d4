/**
 * `npm run lint` rejects files, exports and dependencies that nothing uses.
 *
 * @type {import('knip').KnipConfig}
 */
module.exports = {
	entry: [
		// What n8n loads, and what the build finds by the name of a folder.
		'nodes/*/*.node.ts',
		'nodes/*/resources.ts',
		'credentials/*.credentials.ts',
		// What is started as a process of its own.
		'bench/*.ts',
		'platform/install.ts',
		'bench/workers/*',
		'scripts/*.{js,mjs,ts}',
		'simulation/{worker,package/entry}.ts',
		'test/engine/surroundings/transcribeEach.ts',
		'scripts/docs/{pages,faults}.ts',
		'scripts/verification/{main.ts,redirect.mjs,yara.mjs}',
		'test/**/*.{test,e2e,queue,types,versions}.ts',
		'test/versions/support/{setup,teardown,limits}.ts',
		// What the tests find by the name of a vendor.
		'test/faults/vendors/*.ts',
		'test/faults/callbacks/vendors/*.ts',
	],
	project: [
		'{facts,verify,nodes,credentials,sandbox,platform,demo,bench,scripts,simulation,test}/**/*.{ts,js,mjs}',
	],
	// Files of the exported repositories, where their imports exist.
	ignore: ['scripts/export/templates/*'],
	// Programs that scripts/record.ts, scripts/sclite.ts and the tests of files and recordings start.
	ignoreBinaries: ['ffmpeg', 'ffprobe', 'sox', 'espeak-ng', 'sctk', 'soffice'],
};
