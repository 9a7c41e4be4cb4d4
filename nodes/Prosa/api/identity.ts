import type { VendorIdentity } from '../../shared/http/types';

/** Prosa.ai in data and in texts. */
export const identity: VendorIdentity = { id: 'prosa', displayName: 'Prosa.ai' };
