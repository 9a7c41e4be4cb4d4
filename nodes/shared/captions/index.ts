export { buildCues } from './buildCues';
export type { Cue } from './cue';
export { displayWidth } from './displayWidth';
export { defaultCaptionRules, resolveCaptionRules, type CaptionRules } from './rules';
export { toSrt, type SrtOptions } from './toSrt';
export { toVtt, type VttOptions } from './toVtt';
