export { buildCues } from './buildCues';
export type { Cue } from './cue';
export { displayWidth } from './displayWidth';
export { defaultCaptionRules, resolveCaptionRules, type CaptionRules } from './rules';
export { PRESETS } from './presets';
export { timecodeSeconds } from './timecode';
export { toSrt, type SrtOptions } from './toSrt';
export { toVtt, type VttOptions } from './toVtt';
export { translateForCaptions } from './translate';
