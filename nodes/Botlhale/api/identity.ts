import type { VendorIdentity } from '../../shared/http/types';

/** Botlhale AI in data and in texts. */
export const identity: VendorIdentity = { id: 'botlhale', displayName: 'Botlhale AI' };
