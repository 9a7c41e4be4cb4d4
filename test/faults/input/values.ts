import fc from 'fast-check';

/** Attempts to reach another path, query, header or host. */
const TRICKS = [
	'.',
	'..',
	'../',
	'../../jobs',
	'..\\..\\x',
	'%2e%2e%2f',
	'..%2F..%2Fupload',
	'a/b',
	'/',
	'//elsewhere.example/x',
	'x?limit=1',
	'x#fragment',
	'x;y=z',
	'?',
	'#',
	'x%00y',
	'https://elsewhere.example/x',
	'http://127.0.0.1:9/x',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'__proto__',
	'constructor',
	'toString',
];

/** IDs in the vendors' formats, of jobs of other accounts or unknown jobs. */
const IDS = [
	'r6sr3jlzjj',
	'5551722-f677-48a6-9287-39c0aafd9ac1',
	'2fec34e1efb146f7a7431cb35b64550d',
	'OtherOrg/asr_abc__16000_OtherOrg__False__x.wav',
];

const CONTROLS = [
	'\u0000',
	'a\u0000b',
	'x\r\nX-Injected: 1',
	'\u001b[31m',
	'\u2028',
	'\u202ex',
	'\ud800',
	'\ufeff',
];

const NO_JSON = [
	'{',
	'{"a":',
	'[1,2',
	"{'a': 1}",
	'{"a":1}}',
	'NaN',
	'null',
	'5',
	'"text"',
	'[]',
	'{"__proto__":{"a":1}}',
	'{"constructor":{"prototype":{"a":1}}}',
	`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`,
];

const EXPRESSIONS = [
	'={{ undefined }}',
	'={{ null }}',
	'={{ $json.nothing }}',
	'={{ $json.nothing.deeper }}',
	'={{ $json }}',
	'={{ [] }}',
	'={{ {} }}',
	'={{ [undefined] }}',
	'={{ 0 / 0 }}',
	'={{ 42 }}',
	'={{ true }}',
	'={{ "x".repeat(100000) }}',
	'={{ new Date() }}',
];

const EMPTY = ['', ' ', '\n', null, [], {}];

const NUMBERS = [-1, 0, -0.5, 0.1, 1e308, 2 ** 53, 1e-9, '1e3', '0x10', '-5', '1,5'];

const WRONG_TYPES = [true, false, ['x'], [null], [[]], { a: 1 }, { value: {} }, [{ a: 1 }], { mode: 'id' }];

const HUGE = [
	'a'.repeat(200_000),
	'9'.repeat(5_000),
	Array.from({ length: 5_000 }, (_, index) => `x${index}`),
];

/** Values that a user, an expression or an attacker may put into a field. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...TRICKS) },
	{ weight: 2, arbitrary: fc.constantFrom(...IDS) },
	{ weight: 2, arbitrary: fc.constantFrom(...CONTROLS) },
	{ weight: 2, arbitrary: fc.constantFrom(...NO_JSON) },
	{ weight: 3, arbitrary: fc.constantFrom(...EXPRESSIONS) },
	{ weight: 2, arbitrary: fc.constantFrom(...EMPTY) },
	{ weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
	{ weight: 3, arbitrary: fc.constantFrom(...WRONG_TYPES) },
	{ weight: 1, arbitrary: fc.constantFrom(...HUGE) },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
	{ weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
