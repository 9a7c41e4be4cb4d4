import type { Measurement } from '../lib/row';
import { batch } from './batch';
import { burstRow } from './burst';
import { foreignText } from './foreignText';
import { latency } from './latency';
import { load } from './load';
import { many } from './many';
import { nightRow } from './night';
import { operations } from './operations';
import { outage } from './outage';
import { overhead } from './overhead';
import { sleepers } from './sleepers';
import { transcript } from './transcript';
import { trigger } from './trigger';
import { upload } from './upload';

/** All measurements, in the order of the table. */
export const measurements: readonly Measurement[] = [
	upload,
	batch,
	latency,
	transcript,
	operations,
	trigger,
	load,
	overhead,
	burstRow,
	foreignText,
	outage,
	many,
	sleepers,
	nightRow,
];
