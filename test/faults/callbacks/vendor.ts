import type { INodeParameters } from 'n8n-workflow';

import type { Vendor } from '../../../platform/vendors';
import type { Stage } from '../../support/stage';
import type { Delivery } from './deliver';

/** A kind of forged callback, and the expected response. */
export interface Forgery {
	title: string;
	/** Callback number `index`, different from the previous one. */
	make(index: number): Delivery;
	/** One of these, if there are several. */
	status: number | readonly number[];
	/** Maximum number of these callbacks, because each is expensive. */
	atMost?: number;
}

/** What the callback tests need to know about a vendor. */
export interface CallbackVendor extends Vendor {
	/** The parameters of the trigger. */
	parameters: INodeParameters;
	/** Number of forged callbacks in total. */
	count: number;
	/** Status for a valid callback. */
	accepted: number;
	/** A valid callback, new for each index, with the current secret. */
	right(index: number, stage: Stage, secret: string): Promise<Delivery>;
	/** All kinds of forged callbacks; `old` is a valid callback that was sent before. */
	forgeries(old: Delivery): Forgery[];
	/** Status for a secret that is no longer valid; absent if the credential has no webhook secrets. */
	refusedStatus?: number;
}

/** The secret of the tests. */
export const SECRET = 'right-webhook-secret-0123456789ab';
/** The new secret after rotation. */
export const NEXT_SECRET = 'next-webhook-secret-0123456789abc';
/** A secret that is no longer valid. */
export const RETIRED = 'gone-webhook-secret-0123456789abc';
