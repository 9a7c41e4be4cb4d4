import { readFileSync } from 'node:fs';
import path from 'node:path';

const workflow = readFileSync(path.join(__dirname, '../../.github/workflows/publish.yml'), 'utf8');

/** The jobs of the workflow by name, as text. */
const jobs = new Map(
	workflow
		.slice(workflow.indexOf('\njobs:\n'))
		.split(/^(?= {2}\w+:$)/m)
		.slice(1)
		.map((text) => [/^ {2}(\w+):/.exec(text)?.[1] ?? '', text]),
);

const job = (name: string): string => jobs.get(name) ?? '';

it('has one job that builds and one that publishes', () => {
	expect([...jobs.keys()]).toEqual(['build', 'publish']);
	expect(job('publish')).toMatch(/^ {4}needs: build$/m);
});

it('builds, tests and packs without the right to publish', () => {
	expect(job('build')).toContain('npm test');
	expect(job('build')).toContain('npm run release');
	expect(workflow.match(/id-token/g)).toHaveLength(1);
	expect(job('build')).not.toMatch(/id-token|environment:|npm publish|secrets\./);
});

it('publishes the tarballs of the build with provenance, and runs nothing else of this repository', () => {
	const publish = job('publish');
	expect(publish).toMatch(/^ {6}id-token: write$/m);
	expect(publish).toContain('actions/download-artifact@');
	expect(publish).toContain('sha256sum --check');
	expect(publish).toContain('npm publish "$tarball" --provenance --access public --ignore-scripts');
	expect(publish).not.toMatch(/checkout|npm (install|ci|run|test|exec)|npx|secrets\./);
});

it('uses actions by commit', () => {
	const uses = workflow.match(/uses: .*/g) ?? [];
	expect(uses.filter((line) => !/@[0-9a-f]{40} # v\d/.test(line))).toEqual([]);
});
