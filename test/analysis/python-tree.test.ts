// Python code in, the tree that the reader runs in thought out, written down in short; where nodes stand; and that nothing hangs.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code of notebooks.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ParseProgram, Statement } from '../../src/analysis/program/tree.ts';
import { loadPythonParser } from '../../src/analysis/python/parse-python.ts';
import { notStuck } from './not-stuck.ts';
import { treeText } from './tree-text.ts';

let parse: ParseProgram;

before(async () => {
  parse = await loadPythonParser();
});

const EXPRESSIONS: readonly (readonly [code: string, tree: string])[] = [
  ['"a" \'b\' r"\\n"', '"ab\\\\n"'],
  ['b"rm\\x20x"', '"rm x"'],
  ['"..."', '"..."'],
  ['[..., None, True, 1j]', '[null, null, true, null]'],
  ['-1 + +2.5 * 0xff', '(-1 + (2.5 * 255))'],
  ['10 ** 400 - 9999999999999999999', '(all(10, 400) - 10000000000000000000)'],
  ['"\\N{DASH}"', 'name("\\N{DASH}")'],
  ['"\\\\N{DASH}" + r"\\N{x}"', '("\\\\N{DASH}" + "\\\\N{x}")'],
  ['"\\562m"', 'name("\\562m")'],
  ['a.b[c]', 'a["b"][c]'],
  ['a[1:2], a[::3], a[:], a[1:2, 3]', '[a[1:2:], a[::3], a[::], a[[all(1, 2), 3]]]'],
  ['f(a, *b, c=1, **d)', 'f(a, ...b, c=1, **d)'],
  ['f(x for x in y)', 'f(each(x in y: x))'],
  ['ｏｓ.ｓystem(ｘ=1)', 'os["system"](x=1)'],
  ['a / b // c % d | e - f', '((((a / b) // c) % d) | (e - f))'],
  ['a @ b, a << b, a ^ b, a & b', '[all(a, b), all(a, b), all(a, b), all(a, b)]'],
  ['a < b <= c is not d', 'all(a, b, c, d)'],
  ['not a, ~a, -a', '[all(a), all(a), (0 - a)]'],
  ['a or b and c', 'either(a, either(b, c))'],
  ['a if b else c', 'either(b ? a, c)'],
  ['[a, *b], (a, *b), {a, *b}, (), []', '[[a, ...b], [a, ...b], [a, ...b], [], []]'],
  ['{"a": 1, **b, c: d}', '{"a": 1, ...b, [c]: d}'],
  ['[x for x, *y in z if x if y for w in x]', 'each([x, ...y] in z if x, y; w in x: x)'],
  ['{x for x in y}', 'each(x in y: x)'],
  ['{k: v for k, v in z}', 'each([k, v] in z: [k, v])'],
  ['(x async for x in y)', 'each(x in y: x)'],
  ['[y := x for x in z]', 'each(x in z: (^y := x))'],
  ['(x := f())', '(x := f())'],
  ['lambda a, /, b=1, *c, d=2, e, **f: a', 'fn(a, b=1, ...c, d=2, e, **f) { return a }'],
  ['lambda: (yield)', 'fn() { return yield }'],
  ['await f()', 'f()'],
  ['(yield x), (yield from y)', '[yield x, yield* y]'],
  ['f"a{b}{{c}}" "d{e}" f"{f}"', 'T("a", b, "{c}d{e}", f)'],
  ['f"{a!r:>{w}.{p}}"', 'T(format(repr(a), T(">", w, ".", p)))'],
  ['f"{65:c}{a!s}{a!a}"', 'T(format(65, T("c")), a, ascii(a))'],
  ['f"{a=}"', 'T("a=", repr(a))'],
  ['f"{d["a"]}{f"{x}"}"', 'T(d["a"], T(x))'],
  ['f"\\N{DASH}{os.system("x")}"', 'T(name(\\N{DASH}), os["system"]("x"))'],
  ['t"{a} {b!r}"', 'T(a, " ", repr(b))'],
  ['rf"\\d{x}"', 'T("\\\\d", x)'],
  ['print(*a, sep="")', 'print(...a, sep="")'],
];

for (const [code, tree] of EXPRESSIONS) test(`expression ${code}`, () => assert.equal(body(parse(code)), tree));

const STATEMENTS: readonly (readonly [code: string, tree: string])[] = [
  ['a = b.c = d[e] = 1', 'a = b["c"] = d[e] = 1'],
  ['a, (b, *c) = x', '[a, [b, ...c]] = x'],
  ['a += 1; b.c -= 1; d |= e; f **= 2', 'a += 1; b["c"] = (b["c"] - 1); d = (d | e); f = all(f, 2)'],
  ['a: f() = 1; b: g(); c.d: int = 2', 'f(); a = 1; g(); c["d"] = 2'],
  ['del a, b.c, (d[e], f[1:2])', 'all(b, "c", d, e, f, all(1, 2))'],
  ['del a', ''],
  ['pass; ...; global x', 'null'],
  ['global x; x = 1', 'x = 1'],
  ['import a.b, c.d as e, f', 'import a as a; import c.d as e; import f as f'],
  [
    'from a.b import c, d as e; from . import f; from ..g import *',
    'from a.b c as c; from a.b d as e; from . f as f; from ..g *',
  ],
  ['def f(a: g() = 1, *, b=2) -> h(): return a', '{ g(); h(); def fn f(a=1, b=2) { return a } }'],
  ['@a.b(1)\nasync def f(): return', 'def @a["b"](1) fn f() { return }'],
  ['def f():\n  global a\n  if x:\n    nonlocal b\n  a = b = c = 1', 'def fn f() { if (x) {} or {}; ^a = ^b = c = 1 }'],
  ['def f():\n  global a\n  def g(): a = 1', 'def fn f() { def fn g() { a = 1 } }'],
  ['def f():\n  global g, x\n  def g(): pass\n  for x in y: pass', 'def fn f() { ^g = fn g() {}; for ^x in y {} }'],
  ['def f():\n  global x\n  return [x for x in y]', 'def fn f() { return each(x in y: x) }'],
  [
    '@d\nclass A(B, *C, metaclass=M):\n  "doc"\n  x = 1\n  def f(self): pass',
    'class A(B, C, M) @d { "doc"; x = 1; def fn f(self) {} }',
  ],
  ['if a: b\nelif c: d\nelse: e', 'if (a) { b } or { if (c) { d } or { e } }'],
  ['for a, b in c:\n  d\nelse: e', 'for [a, b] in c { d }; e'],
  ['async def f():\n async for a in b: c\n async with d as e: f', 'def fn f() { for a in b { c }; with d as e { f } }'],
  ['while a: break\nelse: b', 'while (a) {}; b'],
  ['with a as b, c, d() as (e, f.g): h', 'with a as b, c as _, d() as [e, f["g"]] { h }'],
  ['with (a as b, c): pass', 'with a as b, c as _ {}'],
  [
    'try: a\nexcept (B, C) as d: e\nexcept: f\nelse: g\nfinally: h',
    'try { a; g } catch { [B, C]; d = (exception); e } catch { f } finally { h }',
  ],
  ['try: a\nexcept* B: c', 'try { a } catch { B; c } finally {}'],
  ['raise A(b) from c', 'A(b); c'],
  ['assert a, b', 'a; b'],
  ['type A = f()', 'A = fn() { return f() }'],
  ['match = type = case = 1; match(type)', 'match = type = case = 1; match(type)'],
  ['match a:\n case 1 | "x": b\n case c.D: e\n case _: f', 'if (a, 1, "x", c["D"]) { b } or { e } or { f }'],
  ['match a:\n case [1, b, *c] if d: e', 'if (a, 1) { [_, b, ...c] = a; d; e } or {}'],
  ['match a:\n case {"k": b, **c}: d', 'if (a, "k") { {"k": b, c} = a; d } or {}'],
  ['match a:\n case P(b, x=[c] as d): e', 'if (a, P) { b = {"x": d, "x": [c]} = a; e } or {}'],
  ['match a:\n case [b] | {"c": b}: d', 'if (a, "c") { b = b = (pattern); d } or {}'],
  ['match f():\n case None: a\n case b: c', 'if (((subject) := f())) { a } or { b = (subject); c }'],
];

for (const [code, tree] of STATEMENTS) test(`statement ${code}`, () => assert.equal(body(parse(code)), tree));

const NOTEBOOKS: readonly (readonly [code: string, tree: string])[] = [
  ['!rm -rf ~', 'ipython.system("rm -rf ~")'],
  [
    'x = 1\nfor y in x:\n    !!ls "$x" {y.z[0]} $HOME',
    'x = 1; for y in x { ipython.system(T("ls \\"", x, "\\" ", y["z"][0], " $HOME")) }',
  ],
  [
    "!echo {a,b} {1..3} ${HOME} $$ {} | awk '{print $1}'",
    'ipython.system("echo {a,b} {1..3} ${HOME} $$ {} | awk \'{print $1}\'")',
  ],
  ['!echo {" ".join(a) + b}', 'ipython.system(T("echo ", (" "["join"](a) + b)))'],
  ['files = !ls \\\n  -l\nx = 1', 'files = ipython.system("ls    -l"); x = 1'],
  ['%pip install {x} -q\n%conda install y', 'ipython.system(T("pip install ", x, " -q")); ipython.system("conda install y")'],
  ['%sh ls\n%system pwd\n%rm -rf x', 'ipython.system("ls"); ipython.system("pwd"); ipython.system("rm -rf x")'],
  ['%cd "a b"\n%run -i x.py 1\n%run -m pip', 'ipython.cd("a b"); ipython.run("x.py"); ipython.system("python -m pip")'],
  ['%matplotlib inline\nx?\n?x\ny = %env A\na', 'y = null; a'],
  ['%time f(x)\n%timeit -n 10 -r3 !ls', 'f(x); ipython.system("ls")'],
  ['%%time\nf(x)\n!ls', 'f(x); ipython.system("ls")'],
  ['\n%%bash\nrm "x"\nls', 'ipython.cell("bash", "rm \\"x\\"\\nls")'],
  ['%%script --bg /bin/bash\nrm x', 'ipython.cell("bash", "rm x")'],
  ['%%sh', 'ipython.cell("sh", "")'],
  ['%%writefile -a f.py\nprint(1)', 'ipython.writefile("f.py", "print(1)")'],
  ['%%html\n<b>', ''],
  ['a = """\n!ls\n"""\nb = (c\n%d)\n!ls', 'a = "\\n!ls\\n"; b = (c % d); ipython.system("ls")'],
  ['a = b \\\n%c', 'a = (b % c)'],
];

for (const [code, tree] of NOTEBOOKS) test(`notebook ${code}`, () => assert.equal(body(parse(code)), tree));

test('lines keep their numbers', () => {
  const lines = (code: string) => parse(code).map(({ line }) => line);
  assert.deepEqual(lines('%%time\na\n\n!ls \\\n-l\nb'), [2, 4, 6]);
  const [statement] = parse('%%bash\nls');
  const call = statement?.type === 'expression' && statement.value.type === 'call' ? statement.value : assert.fail();
  assert.equal(call.args[1]?.value.line, 2);
});

const PLACES: Readonly<Record<string, string>> = {
  ascii: 'x = 1; FOUND(1)',
  'two, three and four bytes': 'x = "é€😀"; y = "é"; FOUND(1)',
  'a name of two bytes': 'é = FOUND(1)',
  'line ends of Windows': 'x = 1\r\n\r\nif x:\r\n  "é"; FOUND(1)\r\n',
  'line ends of old': 'x = 1\rFOUND(1)\r',
  'a byte order mark': '\ufeffFOUND(1)',
  'code that is indented as a whole': '\n# x\n    if x:\n        FOUND(1)\n    y',
  'a form feed': 'x\n\f\n\fFOUND(1)',
  'an f-string': 'x = f"é{a} {FOUND(1)}"',
  'a continued line': 'x = "é" + \\\n  FOUND(1)',
};

for (const [name, code] of Object.entries(PLACES)) {
  test(`place: ${name}`, () => {
    const found = JSON.stringify(parse(code)).match(/"line":(\d+),"start":(\d+),"end":(\d+),"type":"call"/);
    const start = code.indexOf('FOUND(1)');
    assert.deepEqual(found?.slice(2).map(Number), [start, start + 8]);
    assert.equal(Number(found?.[1]), code.slice(0, start).split(/\r\n?|\n/).length);
  });
}

const REFUSED: Readonly<Record<string, string>> = {
  'Python 2': 'print x',
  'an open string': '"abc',
  'an open bracket': 'f(',
  'a trailing backslash': 'x = \\',
  'tabs after spaces': 'if x:\n  \ty\n',
  'an unknown indentation': 'if x:\n    y\n  z',
  'an indented backslash': 'def f():\n  pass\n\\\n  x',
  'code behind what the parser takes for an f-string': 'x = f"{\'{\'}" ; os.system("rm -rf ~") ; y = "}"',
  'code in a named character that is none': 'f"\\\\N{os.system(1)}"',
  'code in doubled braces that are none': 'f"{x:{{os.system(1)}}}"',
  'another language': 'const x = 1;',
};

for (const [name, code] of Object.entries(REFUSED)) test(`refused: ${name}`, () => assert.throws(() => parse(code), Error));

const HARD: Readonly<Record<string, string>> = {
  brackets: '('.repeat(100_000),
  'closed brackets': '['.repeat(50_000) + ']'.repeat(50_000),
  not: `${'not '.repeat(100_000)}x`,
  signs: `${'-'.repeat(200_000)}1`,
  members: `a${'.a'.repeat(5_000)}`,
  sums: `a${'+a'.repeat(3_000)}`,
  'long sums': `a${'+a'.repeat(50_000)}`,
  lambdas: `${'lambda:'.repeat(30_000)}x`,
  conditions: `a${' if b else a'.repeat(10_000)}`,
  'f-strings in f-strings': `${'f"{'.repeat(300)}x${'}"'.repeat(300)}`,
  'formats in formats': `f"${'{x:'.repeat(2_000)}${'}'.repeat(2_000)}"`,
  'named characters': `"${'\\N{'.repeat(80_000)}"`,
  digits: '9'.repeat(200_000),
  indentation: Array.from({ length: 500 }, (_, at) => `${' '.repeat(at)}if x:\n`).join(''),
  elif: `if x: pass\n${'elif x: pass\n'.repeat(10_000)}`,
  'wide letters in one line': 'é=1;'.repeat(10_000),
  variables: `!${'$a '.repeat(50_000)}`,
};

for (const [name, code] of Object.entries(HARD)) {
  test(`an end: ${name}`, () =>
    notStuck(() => {
      try {
        parse(code);
      } catch (error) {
        assert.ok(error instanceof Error);
      }
    }));
}

test('an honest sum of many parts is read', () => assert.equal(parse(`x = ${'"a" + '.repeat(2_000)}"a"`).length, 1));

/** What a cell of a notebook asks for, by a shorter name. */
function body(statements: readonly Statement[]): string {
  return treeText(statements)
    .replaceAll('__ipython__["', 'ipython.')
    .replace(/ipython\.(\w+)"\]/g, 'ipython.$1');
}
