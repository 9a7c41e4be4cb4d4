import type { Clock } from '../core/clock';
import type { Random } from '../core/random';
import type { Host } from '../network/network';
import type { JobRecord, Jobs, JobsPlan } from './jobs';

export type VendorName = 'assemblyAi' | 'botlhale' | 'prosa' | 'speechmatics';

export const VENDOR_NAMES: readonly VendorName[] = ['assemblyAi', 'botlhale', 'prosa', 'speechmatics'];

/** The properties of the vendor in a life. */
export interface VendorPlan extends JobsPlan {
	/** How far its clock is ahead of n8n's, in ms. */
	skewMs: number;
	/** Whether its responses have a `Date` header. */
	tellsDate: boolean;
	/** Which of the documented variants it implements, from 0 up to 1. */
	variant: number;
	/** The lifetime of tokens in ms, if there are any. */
	tokenMs: number;
}

export interface VendorParts {
	clock: Clock;
	random: Random;
	jobs: Jobs;
	plan: VendorPlan;
}

/** A webhook endpoint that is registered at a vendor. */
export interface Endpoint {
	id: string;
	url: string;
	requestId: number;
	isCopy: boolean;
	/** The events that are sent to it; all if empty. */
	events: readonly unknown[];
}

/** A vendor in memory. */
export interface VendorModel extends Host {
	readonly jobs: Jobs;
	/** Whether a URL belongs to it. */
	owns(url: URL): boolean;
	/** Registered webhook endpoints; empty if the vendor has none. */
	readonly endpoints: readonly Endpoint[];
	/** The callbacks that report the end of a job. */
	callbacks(job: JobRecord): CallbackRequest[];
}

export interface CallbackRequest {
	url: string;
	headers: Record<string, string>;
	query: Record<string, string>;
	body: Record<string, unknown>;
}

/** The time by the vendor's clock, if its responses contain it. */
export function dateOf({ clock, plan }: VendorParts): number | undefined {
	return plan.tellsDate ? clock.now + plan.skewMs : undefined;
}

/** A time by the vendor's clock, ISO 8601. */
export function stampOf({ plan }: VendorParts, time: number): string {
	return new Date(time + plan.skewMs).toISOString();
}
