import { textOfResult } from '../n8n/execution';
import type { Check } from './check';

/** How the JavaScript engine reports a mistake in code: in the package, or in the contexts of this simulation. */
const MISTAKE =
	/is not a function|is not iterable|Cannot (read|set) propert|is not defined|The simulation does not know/;

/** Nothing ends because of a mistake in code. */
export const checkUnbroken: Check = ({ world, remains }) => {
	const results = world.attempts.flatMap(({ result }) => (result ? [textOfResult(result)] : []));
	const texts = [...world.logged, ...results, ...(remains?.stored.flatMap((stored) => stored.texts) ?? [])];
	const mistake = texts.find((text) => MISTAKE.test(text));
	if (mistake !== undefined) world.violation('breaks', mistake.slice(0, 300));
};
