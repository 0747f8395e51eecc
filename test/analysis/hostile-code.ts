// Code made to break a reader: too deep, too long, too much, too slow. Rows for hostile.test.ts; nothing here is run.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code.
import { gzipSync } from 'node:zlib';
import { BASH_NESTS, closed, type Hostile, JAVASCRIPT_NESTS, open, PYTHON_NESTS, TYPESCRIPT_NESTS } from './hostile-nests.ts';

const many = (times: number, line: (at: number) => string, between = '\n') =>
  Array.from({ length: times }, (_, at) => line(at)).join(between);
const bomb = gzipSync(gzipSync(Buffer.alloc(100_000_000, 'true\n'))).toString('base64');

const BASH: readonly Hostile[] = [
  ['a line of 255 KB', `echo ${'a '.repeat(127_000)}`],
  ['a word of 255 KB', `echo ${'a'.repeat(254_000)}`],
  ['257 KB', `${'true\n'.repeat(52_700)}`],
  ['many commands', 'true;'.repeat(40_000)],
  ['2,000 sourced files', many(2_000, (at) => `source lib${at}.sh`)],
  ['2,000 functions', `${many(2_000, (at) => `f${at}() { f${at + 1}; }`)}\nf0`],
  ['mutual recursion', 'a() { b; b; }; b() { c; c; }; c() { a; a; }; a'],
  ['calls that double', `${many(30, (at) => `f${at}() { f${at + 1}; f${at + 1}; }`)}\nf0`],
  ['40 nested loops', `${many(40, (at) => `for x${at} in a b; do`)} echo; ${'done;'.repeat(40)}`],
  ['a text that doubles', `a=xx\n${'a=$a$a\n'.repeat(60)}$a`],
  ['a list of 100,000', `a=(${'1 '.repeat(100_000)}); echo "\${a[@]}"`],
  ['5,000 assignments', many(5_000, (at) => `v${at}="$v${at - 1}x"`)],
  ['numbers up to a billion', 'echo {1..1000000000}; seq 1 1000000000 | sh'],
  ['braces that multiply', `echo ${'{a,b}'.repeat(30)}`],
  ['a wide format', 'printf "%1000000000d" 1 | sh; printf "%0*d" 1000000000 1 | sh'],
  ['a slow pattern', `echo ${'a'.repeat(60)} | sed -E 's/^(a+)+(a+)+b/x/' | sh; [[ ${'a'.repeat(60)} =~ ^(a+)+b ]]`],
  ['a slow glob', `x=${'a'.repeat(5_000)}; echo "\${x//*a*a*a*a*a*a*b/y}" | sh`],
  ['awk without end', `awk 'BEGIN { while (1) x = x x; system(x) }'`],
  ['a bomb of gzip', `echo ${bomb} | base64 -d | gunzip | gunzip | sh`],
  ['1,000 heredocs', many(1_000, (at) => `cat <<E${at}\n$x\nE${at}`)],
  ['heredocs in a row', `cat ${many(3_000, (at) => `<<E${at}`, ' ')}\n${many(3_000, (at) => `x\nE${at}`)}`],
  ['eval of itself', 'x=\'eval "$x"\'; eval "$x"'],
  [
    'ways that multiply',
    `${many(40, (at) => `if x; then v${at}=a; else v${at}=b; fi`)}\necho ${many(40, (at) => `$v${at}`, '')}`,
  ],
];

const PYTHON: readonly Hostile[] = [
  ['a line of 255 KB', `x = "${'a'.repeat(254_000)}"`],
  ['a name of 255 KB', `${'a'.repeat(254_000)} = 1`],
  ['257 KB', 'x = 1\n'.repeat(43_900)],
  ['many statements', 'x=1;'.repeat(50_000)],
  ['2,000 imports', many(2_000, (at) => `import m${at} as n${at}`)],
  ['2,000 functions', `${many(2_000, (at) => `def f${at}(x):\n  return f${at + 1}(x)`)}\nf0(1)`],
  ['mutual recursion', 'def a(x):\n  b(x); b(x)\ndef b(x):\n  c(x); c(x)\ndef c(x):\n  a(x); a(x)\na(1)'],
  ['calls that double', `${many(30, (at) => `def f${at}(x):\n  f${at + 1}(x + "a"); f${at + 1}(x + "b")`)}\nf0("")`],
  ['40 nested loops', `${many(40, (at) => `${' '.repeat(at)}for x${at} in [1, 2, 3]:`)}\n${' '.repeat(40)}print(x0)`],
  ['nested clauses', `[1 ${many(40, (at) => `for x${at} in [1, 2, 3]`, ' ')}]`],
  ['a text that doubles', `a = "xx"\n${'a = a + a\n'.repeat(60)}exec(a)`],
  ['a list that doubles', `a = [1]\n${'a = [a, a]\n'.repeat(60)}exec(str(a))`],
  ['large products', 'exec("a" * 10**9); exec([0] * 10**9); exec(str(10 ** 10 ** 10)); exec("a".ljust(10**9))'],
  ['wide formats', 'exec("%1000000000d" % 1); exec("{:>1000000000}".format(1)); exec(f"{1:>1000000000}")'],
  ['a list of 100,000', `x = [${'1,'.repeat(100_000)}]\nexec(bytes(x))`],
  ['5,000 assignments', many(5_000, (at) => `v${at} = v${at - 1}`)],
  ['5,000 texts', many(5_000, (at) => `v${at} = "${at}" + str(v${at - 1})`)],
  ['a long range', 'for i in range(10**12):\n  for j in range(10**12):\n    exec(str(i) + str(j))'],
  ['a slow pattern', `import re; exec(re.sub(r"^(a+)+(a+)+b", "x", "${'a'.repeat(60)}"))`],
  ['classes of classes', many(1_000, (at) => `class C${at + 1}(C${at}, C${at}): pass`)],
  ['deep blocks', `${many(90, (at) => `${' '.repeat(at)}if x:`)}\n${' '.repeat(90)}pass`],
  ['deeper blocks', `${many(600, (at) => `${' '.repeat(at)}if x:`)}\n${' '.repeat(600)}pass`],
  ['exec of itself', 'x = "exec(x)"; exec(x)'],
  ['decorators', `${'@f\n'.repeat(50_000)}def g(): pass`],
];

const JAVASCRIPT: readonly Hostile[] = [
  ['a line of 255 KB', `x = "${'a'.repeat(254_000)}"`],
  ['a name of 255 KB', `${'a'.repeat(254_000)} = 1`],
  ['257 KB', 'x = 1\n'.repeat(43_900)],
  ['many statements', 'x=1;'.repeat(50_000)],
  ['2,000 imports', many(2_000, (at) => `import n${at} from 'm${at}';`)],
  ['2,000 functions', `${many(2_000, (at) => `function f${at}(x) { return f${at + 1}(x) }`)}\nf0(1)`],
  ['mutual recursion', 'function a(x) { b(x); b(x) } function b(x) { c(x); c(x) } function c(x) { a(x); a(x) } a(1)'],
  ['calls that double', `${many(30, (at) => `function f${at}(x) { f${at + 1}(x + "a"); f${at + 1}(x + "b") }`)}\nf0("")`],
  ['40 nested loops', `${many(40, (at) => `for (const x${at} of [1, 2, 3]) {`)} x0 ${'}'.repeat(40)}`],
  ['40 callbacks', `${many(40, (at) => `[1, 2, 3].map((x${at}) =>`)} x0 ${')'.repeat(40)}`],
  ['a text that doubles', `let a = "xx"\n${'a = a + a\n'.repeat(60)}eval(a)`],
  ['a template that doubles', `let a = "xx"\n${'a = `${a}${a}`\n'.repeat(60)}eval(a)`],
  [
    'large products',
    'eval("a".repeat(2 ** 28)); eval("a".padEnd(1e9)); eval(new Array(1e9).fill("a").join("")); eval(2n ** 99999999n)',
  ],
  ['a list of 100,000', `x = [${'1,'.repeat(100_000)}]\neval(String.fromCharCode(...x))`],
  ['5,000 assignments', many(5_000, (at) => `var v${at} = v${at - 1};`)],
  ['a long loop', 'for (let i = 0; i < 1e12; i++) for (const j of Array(1e9).keys()) eval(String(i) + j)'],
  ['a slow pattern', `eval("${'a'.repeat(60)}".replace(/^(a+)+(a+)+b/, "x"))`],
  ['a slow pattern made of a text', `eval("${'a'.repeat(60)}".replace(new RegExp("^(a+)+(a+)+b"), "x"))`],
  ['classes of classes', many(1_000, (at) => `class C${at + 1} extends C${at} {}`)],
  [
    'an object that holds itself',
    'const a = {}; a.a = a; const b = [a]; b.push(b, b); eval(JSON.stringify(b)); eval(`${b}`); f(b)',
  ],
  ['eval of itself', 'const x = "eval(x)"; eval(x)'],
  ['labels', `${many(20_000, (at) => `l${at}:`, '')};`],
  ['comments', '/**/'.repeat(60_000)],
];

/** Code for each tool: never closed, and closed or only large. */
export const HOSTILE: Readonly<Record<string, { readonly open: readonly Hostile[]; readonly large: readonly Hostile[] }>> = {
  bash: { open: open(BASH_NESTS), large: [...closed(BASH_NESTS), ...BASH] },
  python: { open: open(PYTHON_NESTS), large: [...closed(PYTHON_NESTS), ...PYTHON] },
  node: { open: open(JAVASCRIPT_NESTS), large: [...closed(JAVASCRIPT_NESTS), ...JAVASCRIPT] },
  typescript: { open: open(TYPESCRIPT_NESTS), large: [...closed(TYPESCRIPT_NESTS), ...JAVASCRIPT] },
};

/** Real blocks, to be cut short. */
export const WHOLE: Readonly<Record<string, string>> = {
  bash: `set -euo pipefail
for f in $(ls "$D" | head -n1); do
  cat <<E | sh -c "x \${f%.*}"
$(date) \${x:-"a"}
E
done
f() { echo "$@"; }; f {a,b} $((1 + 2)) \`x\` <(ls) > out.txt
case "$1" in a|b) [[ $x == *.ts && -n "\${y[0]}" ]] ;; *) awk '{ print $1 }' f ;; esac`,
  python: `from os import path as p, system
@decorate(1, *a, **{"b": 2})
async def f(x: int = 1, *rest, key=None) -> str:
    """Text."""
    with open(f"{x!r:>{key}}.txt", "w") as file, lock:
        file.write("\\x41" + r"\\d" + b"1".decode())
    return [y async for y in g(x) if y] or (await h()) if x else lambda z: z[1:2, ::3]
match x:
    case {"a": [1, *_]} | C(b=2) if x > 1: print("""a
b""")`,
  node: `import a, { b as c } from 'm';
export default class A extends B { static #x = 1; get y() { return this.#x ?? 0 } static { new A() } }
const { d, ...rest } = await f\`a \${b + \`c\`} d\`, [e = 1,, ...g] = h?.[0]?.(...i);
for await (const j of k()) { if (/[/\\]]+/g.test(j)) continue; else label: while (1) break label }
async function* l({ m = 1 } = {}, ...n) { try { yield* o } catch { throw p } finally { q ||= r ** 2 } }
switch (s) { case 't': var u = { v: 1, [w]: 2, x() {}, async *y() {} }; default: (z) => ({}) }`,
  typescript: `import type { A } from 'a';
enum B { C = 'c', D = 1 << 2 }
abstract class E<T extends A = B> implements F { constructor(private readonly g: T, public h?: string) { super() } }
const i = <K,>(j: K, k?: (typeof j)[]): j is K => (j as unknown as L)!.m satisfies N;
type O<P> = P extends (infer Q)[] ? { readonly [R in keyof Q]?: Q[R] } : never;
declare module 's' { export function t(this: U, ...v: [w: string, x?: number]): asserts v; }`,
};
