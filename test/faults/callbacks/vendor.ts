import type { INodeParameters } from 'n8n-workflow';

import type { Vendor } from '../../../platform/vendors';
import type { Stage } from '../../support/stage';
import type { Delivery } from './deliver';

/** A kind of forged delivery, and what it must be answered with. */
export interface Forgery {
	title: string;
	/** Delivery number `index`, different from the one before. */
	make(index: number): Delivery;
	status: number;
	/** At most so many, because each costs much. */
	atMost?: number;
}

/** What the tests of callbacks must know of a vendor. */
export interface CallbackVendor extends Vendor {
	/** The parameters of the trigger. */
	parameters: INodeParameters;
	/** Forged deliveries in all. */
	count: number;
	/** Status for a right delivery. */
	accepted: number;
	/** A right delivery, new for each index, with the secret that is valid for sure. */
	right(index: number, stage: Stage, secret: string): Promise<Delivery>;
	/** All kinds of forged ones; `old` is a right delivery that came before. */
	forgeries(old: Delivery): Forgery[];
	/** Status for a secret that is not valid any more; absent if the credential has no webhook secrets. */
	refusedStatus?: number;
}

/** The secret of the tests. */
export const SECRET = 'right-webhook-secret-0123456789ab';
/** What it is changed to. */
export const NEXT_SECRET = 'next-webhook-secret-0123456789abc';
/** The one that was valid once. */
export const RETIRED = 'gone-webhook-secret-0123456789abc';
