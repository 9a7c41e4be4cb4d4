import type { Core } from '../core/vendor';
import type { createSettings } from './settings';
import type { Store } from './store';
import type { Tokens } from './tokens';

/** What all routes need. */
export interface Context {
	readonly core: Core;
	readonly settings: ReturnType<typeof createSettings>;
	readonly store: Store;
	readonly tokens: Tokens;
}
