import type { VendorIdentity } from '../../shared/http/types';

/** AssemblyAI in data and in texts. */
export const identity: VendorIdentity = { id: 'assemblyai', displayName: 'AssemblyAI' };
