import { assemblyai } from './assemblyai';
import { botlhale } from './botlhale';
import type { VendorModule } from './core/vendor';
import { prosa } from './prosa';
import { speechmatics } from './speechmatics';

/** The vendors that the sandbox implements. */
export const vendors: readonly VendorModule[] = [assemblyai, botlhale, prosa, speechmatics];
