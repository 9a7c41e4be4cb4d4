import { assemblyai } from './assemblyai';
import type { VendorModule } from './core/vendor';

/** The vendors the sandbox speaks: one line each. */
export const vendors: readonly VendorModule[] = [assemblyai];
