import { join } from 'node:path';

import { z } from 'zod/v4';

import { ensureRuntime } from '../../platform/runtime';
import { inChild } from '../lib/child';
import { writeRecording } from '../lib/recording';
import { toRow, type Measurement, type Row, type Setting } from '../lib/row';
import { alternate, median, ratios } from '../lib/statistics';

const MIB = 1024 * 1024;
const NAMES = { assemblyai: 'AssemblyAI', speechmatics: 'Speechmatics' };
type VendorName = keyof typeof NAMES;

const resultSchema = z.object({ seconds: z.number(), cpuSeconds: z.number(), extraMiB: z.number() });
type Result = z.infer<typeof resultSchema>;

const FASTEST = { atLeast: 0.95 };
const MEMORY_MIB = { atMost: 64 };
/** What counts as the same memory for files of different size. */
const SPREAD_MIB = { atMost: 16 };

/** Row 1 of the bench: a large file on its way to a vendor. */
export const upload: Measurement = {
	name: 'upload',
	explanation: `Every upload is measured in a separate process, after the engine is loaded and a small file is sent. All candidates stream the
same file from n8n's storage (filesystem mode) to the same sandbox, one after the other and in a different order in each round.
*Raw undici* is \`undici.request\` with a file stream (for Speechmatics with a manually written multipart form), the fastest upload
in Node.js. Memory is the peak of the resident memory minus its value before the upload.

The nodes pass a stream to n8n's helper and disable redirects. With redirects, n8n's client keeps the whole body in memory to be
able to send it again; this happens with the HTTP Request node. For the multipart form, the node passes a \`FormData\` object whose
file part is a stream of known length. The vendors do not accept 4 GiB in one upload (Speechmatics not even 1 GiB), so for sizes that
a node rejects, its upload code runs without that check.`,
	measure: async (setting) => {
		await ensureRuntime(setting.progress);
		await setting.sandbox.settings('speechmatics', { maxUploadBytes: Number.MAX_SAFE_INTEGER });
		const files = await writeFiles(setting);
		const rows: Row[] = [];
		for (const vendor of ['assemblyai', 'speechmatics'] as const) {
			rows.push(...(await measureVendor(setting, vendor, files)));
		}
		await setting.sandbox.reset();
		return rows;
	},
};

interface Files {
	warmUp: string;
	/** For the comparison. */
	medium: string;
	mediumMiB: number;
	/** Sizes besides, in MiB, and their files. */
	others: Array<{ mib: number; file: string }>;
}

async function writeFiles({ quick, folder, progress }: Setting): Promise<Files> {
	const [small, mediumMiB, large] = quick ? [32, 64, 256] : [256, 1024, 4096];
	progress.say(`Writing recordings of ${small}, ${mediumMiB} and ${large} MiB …`);
	const write = async (mib: number): Promise<string> => {
		const file = join(folder, `${mib}.wav`);
		await writeRecording(file, mib * MIB);
		return file;
	};
	return {
		warmUp: await write(8),
		medium: await write(mediumMiB),
		mediumMiB,
		others: [
			{ mib: small, file: await write(small) },
			{ mib: large, file: await write(large) },
		],
	};
}

async function measureVendor(setting: Setting, vendor: VendorName, files: Files): Promise<Row[]> {
	const { sandbox, progress, rounds } = setting;
	const { medium, mediumMiB, warmUp } = files;
	const send = async (how: string, file: string): Promise<Result> => {
		progress.update(`upload: ${NAMES[vendor]}, ${how} …`);
		return await inChild('upload.ts', { vendor, how, sandboxUrl: sandbox.url, file, warmUp }, resultSchema);
	};
	const own = (mib: number): string => (mib * MIB < LIMIT_BYTES[vendor] ? 'node' : 'code');

	const ways = await alternate(rounds, {
		ours: async () => await send(own(mediumMiB), medium),
		undici: async () => await send('undici', medium),
		httpRequest: async () => await send('httpRequest', medium),
		sdk: async () => await send('sdk', medium),
	});
	const sizes: Array<{ mib: number; results: Result[] }> = [{ mib: mediumMiB, results: ways.ours }];
	const [small, large] = files.others;
	if (small && large) {
		const { smaller, larger } = await alternate(rounds, {
			smaller: async () => await send(own(small.mib), small.file),
			larger: async () => await send(own(large.mib), large.file),
		});
		sizes.unshift({ mib: small.mib, results: smaller });
		sizes.push({ mib: large.mib, results: larger });
	}
	await sandbox.reset();
	await sandbox.settings('speechmatics', { maxUploadBytes: Number.MAX_SAFE_INTEGER });

	const key = `upload.${vendor}`;
	const name = NAMES[vendor];
	const seconds = (results: Result[]): number[] => results.map((each) => each.seconds);
	const extra = (results: Result[]): number[] => results.map(({ extraMiB }) => extraMiB);
	const speed = (title: string, rowKey: string, other: Result[], goal?: typeof FASTEST): Row =>
		toRow(setting, {
			key: `${key}.${rowKey}`,
			title: `${name}, ${mediumMiB} MiB: throughput relative to ${title}`,
			value: median(ratios(seconds(other), seconds(ways.ours))),
			unit: '×',
			runs: {
				ourSeconds: seconds(ways.ours),
				theirSeconds: seconds(other),
				ourCpuSeconds: ways.ours.map(({ cpuSeconds }) => cpuSeconds),
				theirCpuSeconds: other.map(({ cpuSeconds }) => cpuSeconds),
			},
			...(goal && { goal }),
		});
	const memory = (title: string, rowKey: string, results: Result[], goal?: typeof MEMORY_MIB): Row =>
		toRow(setting, {
			key: `${key}.${rowKey}`,
			title: `${name}, ${title}: additional memory`,
			value: median(extra(results)),
			unit: 'MiB',
			runs: { extraMiB: extra(results) },
			...(goal && { goal }),
		});
	const medians = sizes.map(({ results }) => median(extra(results)));
	return [
		speed('raw undici', 'throughput', ways.undici, FASTEST),
		...sizes.map(({ mib, results }) => memory(`${mib} MiB`, `memory${mib}`, results, MEMORY_MIB)),
		toRow(setting, {
			key: `${key}.memorySpread`,
			title: `${name}: difference between the largest and the smallest`,
			value: Math.max(...medians) - Math.min(...medians),
			unit: 'MiB',
			runs: { medianMiB: medians },
			goal: SPREAD_MIB,
		}),
		speed("n8n's HTTP Request node", 'httpRequest', ways.httpRequest),
		memory(`HTTP Request node, ${mediumMiB} MiB`, 'httpRequestMemory', ways.httpRequest),
		speed("the vendor's SDK", 'sdk', ways.sdk),
		memory(`the vendor's SDK, ${mediumMiB} MiB`, 'sdkMemory', ways.sdk),
	];
}

/** Larger files are refused by the node before anything is sent. */
const LIMIT_BYTES = { assemblyai: 2.2e9, speechmatics: 1e9 };
