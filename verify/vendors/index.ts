import type { Verification } from '../core/vendor';
import { assemblyai } from './assemblyai';
import { botlhale } from './botlhale';
import { prosa } from './prosa';
import { speechmatics } from './speechmatics';

export const verifications: readonly Verification[] = [assemblyai, botlhale, prosa, speechmatics];
