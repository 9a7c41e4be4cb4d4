import { assemblyai } from './assemblyai';
import { botlhale } from './botlhale';
import type { VendorModule } from './core/vendor';
import { prosa } from './prosa';
import { speechmatics } from './speechmatics';

/** The vendors the sandbox speaks: one line each. */
export const vendors: readonly VendorModule[] = [assemblyai, botlhale, prosa, speechmatics];
