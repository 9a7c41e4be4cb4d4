import { valueAt } from '../network/message';

/** What expressions of a node can refer to. */
export interface ExpressionScope {
	json: unknown;
	resumeUrl: string;
	/** The contexts of the execution's nodes, by name. */
	contexts: ReadonlyMap<string, object>;
}

/** The few forms of expressions in the package's parameters and code. @throws Error for any other */
function evaluate(expression: string, scope: ExpressionScope): unknown {
	const [, inner = ''] = /^=?\{\{ (.+) \}\}$/s.exec(expression) ?? [];
	if (inner === '$execution.resumeUrl') return scope.resumeUrl;
	if (inner === '$json') return scope.json;
	const [, member] = /^\$json\.(\w+)$/.exec(inner) ?? [];
	if (member !== undefined) return valueAt(scope.json, member);
	const [, name, key] = /^\$node\[("(?:[^"\\]|\\.)*")\]\.context\.(\w+)$/.exec(inner) ?? [];
	if (name !== undefined && key !== undefined) {
		const node: unknown = JSON.parse(name);
		return valueAt(typeof node === 'string' ? scope.contexts.get(node) : undefined, key);
	}
	throw new Error(`The simulation does not know the expression ${expression}`);
}

/** The value of a parameter, with its expressions evaluated. */
export function resolve(value: unknown, scope: ExpressionScope): unknown {
	if (typeof value === 'string') return value.startsWith('=') ? evaluate(value, scope) : value;
	if (Array.isArray(value)) return value.map((each) => resolve(each, scope));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each, scope)]));
}
