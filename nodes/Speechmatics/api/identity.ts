import type { VendorIdentity } from '../../shared/http/types';

/** Speechmatics in data and in texts. */
export const identity: VendorIdentity = { id: 'speechmatics', displayName: 'Speechmatics' };
