// JavaScript or TypeScript in, the tree that the reader runs in thought out, written down in short; where nodes stand; and that
// nothing hangs.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadJavaScriptParser, loadTypeScriptParser } from '../../src/analysis/javascript/parse-javascript.ts';
import type { ParseProgram } from '../../src/analysis/program/tree.ts';
import { notStuck } from './not-stuck.ts';
import { treeText } from './tree-text.ts';

let javascript: ParseProgram;
let typescript: ParseProgram;

before(async () => {
  javascript = await loadJavaScriptParser();
  typescript = await loadTypeScriptParser();
});

type Cases = readonly (readonly [code: string, tree: string])[];

const EXPRESSIONS: Cases = [
  ['"a", \'b\\x20c\', `d`', '("a" , "b c" , T("d"))'],
  ['1, 0xff, 1_000, 10n, -5, - 2n', '(1 , 255 , 1000 , 10 , -5 , -2)'],
  ['null, true, false, undefined, /x/g', '(null , true , false , null , null)'],
  ['this, import.meta.dirname, NaN', '(this , import.meta["dirname"] , NaN)'],
  ['a.b[c].d?.e?.[f]?.(g)', 'a["b"][c]["d"]["e"][f](g)'],
  ['f(a, ...b), new A(...c), new B', '(f(a, ...b) , new A(...c) , new B())'],
  ['import("x"), import("x", {})', '(import("x") , import("x", {}))'],
  ['require("node:fs").rm(x)', 'require("node:fs")["rm"](x)'],
  ['`a${b}c${d}`', 'T("a", b, "c", d)'],
  ['f`${a}b\\n`', 'f`(T("", a, "b\\n"))'],
  ['f`\\u{x}`', 'f`(T("\\\\u{x}"))'],
  ['a + b - c * d / e % f | g', '(((a + b) - (((c * d) / e) % f)) | g)'],
  ['a ** b, a << b, a === b, a in b, a instanceof b', '(all(a, b) , all(a, b) , all(a, b) , all(a, b) , all(a, b))'],
  ['!a, ~a, +a, -a, void a, typeof a, delete a.b', '(all(a) , all(a) , all(a) , (0 - a) , all(a) , all(a) , all(a["b"]))'],
  ['a++, --a.b', '(all(a) , all(a["b"]))'],
  ['a && b, a || b, a ?? b', '(either(a, b) , either(a, b) , either(a, b))'],
  ['a && b && c', 'either(either(a, b), c)'],
  ['a ? b : c', 'either(a ? b, c)'],
  ['[a, , ...b]', '[a, null, ...b]'],
  ['({ a, b: c, "d": e, 1: f, [g]: h, ...i })', '{"a": a, "b": c, "d": e, "1": f, [g]: h, ...i}'],
  ['({ a() {}, async *b() {}, [c]() {} })', '{"a": fn() {}, "b": fn() {}, [c]: fn() {}}'],
  ['({ get a() { return 1 }, set a(b) {} })', '{"a": (accessor)(fn(b) {}), "a": fn() { return 1 }()}'],
  ['(a = b), (a += b), (a.b -= c)', '((^a := b) , (^a +:= b) , (a["b"] := (a["b"] - c)))'],
  ['(a ??= b), (a.b ||= c), (a &&= d)', '((^a := either(a, b)) , (a["b"] := either(a["b"], c)) , (^a := either(a, d)))'],
  ['(a **= b), (a <<= b)', '((^a := all(a, b)) , (^a := all(a, b)))'],
  ['([a, b.c, ...d] = e)', '[^a, b["c"], ...^d] = e'],
  ['({ a, b: c = 1, [d]: [e], ...f } = g)', '{"a": ^a, "b": ^c=1, [d]: [^e], ^f} = g'],
  ['(a, b = 1, { c }, [d, , e] = [], ...f) => g', 'fn(a, b=1, {"c": c}, [d, _, e]=[], ...f) { return g }'],
  ['async function* f() { yield; yield a; yield* b; await c }', 'fn f() { yield; yield a; yield* b; c }'],
  ['class extends A {}', 'class(A) {}'],
  ['new.target', 'null'],
];

const STATEMENTS: Cases = [
  ['var a = 1, b; let c, { d, e: [f] = g } = h; const i = 2', 'b = null; a = 1; c = null; {"d": d, "e": [f]=g} = h; i = 2'],
  ['a = b; a += c; a.b = d; a.b += e', '^a = b; ^a += c; a["b"] = d; a["b"] += e'],
  ['f(); function f() { return }', 'def fn f() { return }; f()'],
  ['if (a) b; else if (c) d', 'if (a) { b } or { if (c) { d } or {} }'],
  ['{ let a; { b } }', '{ a = null; { b } }'],
  ['a: for (;;) { break a }', 'while () {}'],
  ['for (let a = 0, b; a < c; a++) { d }', '{ a = 0; b = null; while (all(a, c)) { d; all(a) } }'],
  ['for (var a = 0; ; f()) g()', 'a = 0; while () { g(); f() }'],
  ['for (a of b) c; for (const [d] of e) {}', 'for ^a in b { c }; for [d] in e {}'],
  [
    'for (a.b in c) {} for (var d = 1 in e);',
    'd = null; for a["b"] in Object["keys"](c) {}; d = 1; for ^d in Object["keys"](e) {}',
  ],
  ['while (a) b; do { c } while (d)', 'while (a) { b }; while (d) { c }'],
  ['switch (a) { case b: case c: d(); case e: f(); break; default: g() }', 'if (a, b, c, e) { d(); f() } or { f() } or { g() }'],
  [
    'switch (a) { case 1: b; case 2: c; case 3: d; case 4: e; case 5: f }',
    'if (a, 1, 2, 3, 4, 5) { b; c; d; e } or { c; d; e; f } or { d; e; f } or { e; f } or { f } or {}',
  ],
  [
    'switch (a) { case 1: { throw b } case 2: f(); function f() {} }',
    '{ def fn f() {}; if (a, 1, 2) { { ^(exception) = either((exception), b) } } or { f() } or {} }; f = either(f, fn f() {})',
  ],
  ['try { a } catch { b } finally { c }', 'try { { a } } catch { b } finally { { c } }'],
  [
    'try { throw a } catch ({ b }) {}',
    'try { { ^(exception) = either((exception), a) } } catch { {"b": b} = (exception) } finally {}',
  ],
  [';debugger; "use strict"; (a, b)', '"use strict"; (a , b)'],
  ['with (a) b', '{ with(a); b }'],
  ['return a', 'return a'],
  [
    'class A extends B { a = 1; static b; #c = 2; "d e"() {} [f] = 3; get [g]() {} static { this.#c } }',
    'class A(B) { a = 1; b = null; #c = 2; def d e fn() {}; this[f] = 3; this[g] = @(accessor) fn() {}; { this["#c"] } }',
  ],
  [
    'class A extends B { constructor(a) { super(a); super.b() } static constructor() {} }',
    'class A(B) { def __init__ fn(a) { super(a); super["b"]() }; def constructor fn() {} }',
  ],
  ['class A { get a() {} set a(b) {} }', 'class A() { def a @(accessor) fn(b) {}; def a @(accessor) fn() {} }'],
  ['class A { #a; has(b) { return #a in b } }', 'class A() { #a = null; def has fn(b) { return all("#a", b) } }'],
];

/** In a module. */
const MODULES: Cases = [
  [
    'import a, { b, c as d, default as e, "f g" as h } from "node:fs/promises"',
    'from fs/promises default as a; from fs/promises b as b; from fs/promises c as d; from fs/promises default as e; from fs/promises f g as h',
  ],
  ['import * as a from "m"; import "n"; import {} from "o"', 'import m as a; import n; import o'],
  ['import a from "./x.json" with { type: "json" }', 'from ./x.json default as a'],
  ['export const a = 1; export function b() {} export class C {}', 'def fn b() {}; a = 1; class C() {}'],
  ['export default a(); export { b, c as d }', 'a()'],
  ['export default function () {}', 'fn() {}'],
  ['export default function f() {}', 'def fn f() {}'],
  ['export default class {}', 'class() {}'],
  ['export { a } from "m"; export * from "n"; export * as b from "node:o"', 'import m; import n; import o'],
  ['await a; f(); function f() {} import "m"', 'import m; def fn f() {}; a; f()'],
  ['for await (const a of b) await c', 'for a in b { c }'],
];

/** What JavaScript has in store for those who read it too simply. */
const TRAPS: Cases = [
  ['a = 1; var a; if (b) { var a }', 'a = null; ^a = 1; if (b) {} or {}'],
  ['if (a) { var b = 1 } b', 'b = null; if (a) { ^b = 1 } or {}; b'],
  ['for (var a of b) {} a', 'a = null; for ^a in b {}; a'],
  ['function f(a, [b]) { var a, b, arguments, c }', 'def fn f(a, [b]) { c = null }'],
  ['var require, module; require("a")', 'require("a")'],
  ['{ function f() {} } f()', '{ def fn f() {} }; f = either(f, fn f() {}); f()'],
  [
    '() => { if (a) { { function f() {} } } }',
    'fn() { if (a) { { def fn f() {} }; f = either(f, fn f() {}) } or {}; f = either(f, fn f() {}) }',
  ],
  ['{ function f() {} } await f()', '{ def fn f() {} }; f()'],
  ['(undefined) => f(undefined)', 'fn(undefined) { return f(undefined) }'],
  ['await("a")', 'if () { await("a") } or { "a" }'],
  ["await /'/.a; '; b(); '//1'", 'if () { (await / "/.a; "); b(); "//1" } or { null["a"]; "; b(); " }'],
  ['a <!--b; /*\nc()\n/* */', 'if () { a; c() } or { all(a, all(all(b))) }'],
  ['x = "<!--"; async () => await y', '^x = "<!--"; fn() { return y }'],
  ['return await a', 'return a'],
  ['\ufeff#!/usr/bin/env node\na()', 'a()'],
  ['#!/usr/bin/env node\r\na()\r\n', 'a()'],
];

/** An expression must not look like a block or a declaration. */
const PARENTHESISED = EXPRESSIONS.map(([code, tree]) => [`(${code})`, tree] as const);

for (const [code, tree] of [...PARENTHESISED, ...STATEMENTS, ...MODULES, ...TRAPS]) {
  test(`javascript ${code}`, () => assert.equal(treeText(javascript(code)), tree));
  test(`the same in TypeScript ${code}`, () => assert.deepEqual(typescript(code), javascript(code)));
}

const TYPESCRIPT: Cases = [
  ['type A = 1; interface B { c(): void } declare const d: A; declare function e(): void; declare module "f" { const g: 1 }', ''],
  ['declare class A { b: 1 } declare enum C { D } declare namespace E { const f: 1 } declare global { var g: 1 }', ''],
  ['import type a from "m"; import type { b } from "n"; export type { c } from "o"; export type * from "p"', ''],
  ['import { type a, b } from "m"; import { type c } from "n"; export { type d } from "o"', 'from m b as b; import n; import o'],
  ['import a = require("node:fs"); import b = A.B.C; import type c = require("m")', 'import fs as a; b = A["B"]["C"]'],
  ['export = a', 'a'],
  ['export as namespace a', ''],
  ['let a: string = b as any, c!: number = <any>d; e = f! satisfies G', 'a = b; c = d; ^e = f'],
  ['(a as any) = b; [c!] = d', '^a = b; [^c] = d'],
  ['f<string>(a); new Map<string, number>(); g<A>; h<B>`c`', 'f(a); new Map(); g; h`(T("c"))'],
  ['a!.b!()!.c?.d', 'a["b"]()["c"]["d"]'],
  ['function f(this: A, a?: b, ...c: d[]): asserts a is e { }', 'def fn f(a, ...c) {}'],
  ['function f(a: 1): void; function f(a) {}', 'def fn f(a) {}'],
  ['const f = async <T,>(a: T): Promise<T> => a', 'f = fn(a) { return a }'],
  [
    'class A { constructor(private a, public readonly b: c = 1, d) { e } }',
    'class A() { def __init__ fn(a, b=1, d) { this["a"] = a; this["b"] = b; e } }',
  ],
  [
    'abstract class A<B> extends C<B> implements D { abstract a(): b; abstract c: d; declare e: f; [g: string]: h; i?: j; k(): l; k() {} }',
    'class A(C) { i = null; def k fn() {} }',
  ],
  [
    '@a @b.c(1) class A { @d e = 1; @f g() {} constructor(@h() i, @j private k) {} }',
    'class A() @a @b["c"](1) { d(); e = 1; def g @f fn() {}; def __init__ @h() @j fn(i, k) { this["k"] = k } }',
  ],
  [
    'enum A { B, C = 5, D, E = "e", "f-g" = h() }',
    'A = {"B": 0, "0": "B", "C": 5, "5": "C", "D": 6, "6": "D", "E": "e", "f-g": h()}',
  ],
  ['export const enum A { B = -1, C }', 'A = {"B": -1, "-1": "B", "C": 0, "0": "C"}'],
  [
    'namespace A { export const b = 1; const c = 2; export function d() {} export interface E {} }',
    '{ def fn d() {}; b = 1; c = 2; ^A = {"b": b, "d": d} }',
  ],
  ['namespace A.B { export class C {} }', '{ { class C() {}; ^B = {"C": C} }; ^A = {"B": B} }'],
  ['global\n{ a() }', '{ a() }'],
  ['interface\nA\n{ b() }', 'interface; A; { b() }'],
  ['export default interface A {}', ''],
  ['export default function f(): void', ''],
  ['export default abstract class A {}', 'class A() {}'],
  ['export default a as B', 'a'],
  ['using a = b; await using c = d', 'a = b; c = d'],
];

for (const [code, tree] of TYPESCRIPT) test(`typescript ${code}`, () => assert.equal(treeText(typescript(code)), tree));

const PLACES: Readonly<Record<string, string>> = {
  ascii: 'x = 1; FOUND(1)',
  'letters of more than a byte': 'const é = "é€😀"; FOUND(1)',
  'line ends of Windows': 'x = 1\r\n\r\nif (x)\r\n  FOUND(1)\r\n',
  'line ends of old': 'x = 1\rFOUND(1)\r',
  'a byte order mark': '\ufeffFOUND(1)',
  'a byte order mark and a hashbang': '\ufeff#!x\nFOUND(1)',
  'a template': 'x = `é${a}\n ${FOUND(1)}`',
  'a module': 'import "x"\n\nawait 1;\nFOUND(1)',
  'a class': 'class A {\n  a = 1;\n  b() {\n    FOUND(1) }\n}',
};

for (const [name, code] of Object.entries(PLACES)) {
  test(`place: ${name}`, () => {
    for (const parse of [javascript, typescript]) {
      const found = JSON.stringify(parse(code)).match(/"line":(\d+),"start":(\d+),"end":(\d+),"type":"call"/);
      const start = code.indexOf('FOUND(1)');
      assert.deepEqual(found?.slice(2).map(Number), [start, start + 8]);
      assert.equal(Number(found?.[1]), code.slice(0, start).split(/\r\n?|\n/).length);
    }
  });
}

const REFUSED: Readonly<Record<string, string>> = {
  'an open string': '"abc',
  'an open bracket': 'f(',
  'another language': 'print "x"',
  JSX: 'const a = <b>c</d>;',
  'a call that is assigned to': 'f() = 1',
};

for (const [name, code] of Object.entries(REFUSED)) {
  test(`refused: ${name}`, () => {
    assert.throws(() => javascript(code), Error);
    assert.throws(() => typescript(code), Error);
  });
}

test('types are refused in JavaScript', () => assert.throws(() => javascript('let a: b = 1'), SyntaxError));

const DEEP_ASSERTIONS = `${'<a>('.repeat(200)}1${')'.repeat(200)}`;
const HARD: Readonly<Record<string, string>> = {
  parentheses: '('.repeat(100_000),
  brackets: '['.repeat(100_000),
  'closed brackets': '['.repeat(50_000) + ']'.repeat(50_000),
  braces: '{'.repeat(100_000),
  not: '!'.repeat(100_000),
  signs: '- '.repeat(100_000),
  templates: '`${'.repeat(100_000),
  conditions: 'a?b:'.repeat(100_000),
  arrows: 'a=>'.repeat(100_000),
  members: `a${'.a'.repeat(5_000)}`,
  calls: `a${'(a)'.repeat(5_000)}`,
  sums: `a${'+a'.repeat(3_000)}`,
  'long sums': `a${'+a'.repeat(50_000)}`,
  'else if': `if(a){}${' else if(a){}'.repeat(20_000)}`,
  'assignments in keys of assignments': `${'a['.repeat(200)}b${']||=1'.repeat(200)}`,
  namespaces: `${'namespace a{export '.repeat(200)}${'}'.repeat(200)}`,
  functions: `${'{function f(){}'.repeat(200)}${'}'.repeat(200)}`,
  'type assertions': `${'<a>('.repeat(150)}1${')'.repeat(150)}`,
  'deep type assertions': DEEP_ASSERTIONS,
  'open type assertions': '<a>('.repeat(50_000),
  'type arguments': 'a<b>('.repeat(20_000),
  comparisons: 'a<b;\n'.repeat(5_000),
  groups: `/${'('.repeat(100_000)}`,
};

for (const [name, code] of Object.entries(HARD)) {
  test(`an end: ${name}`, async () => {
    for (const parse of [javascript, typescript]) await notStuck(() => parseOrFail(parse, code));
  });
}

test('where little of the stack is left, a reader gives up, and does not look at all of it at every step', () => {
  assert.throws(() => typescript(DEEP_ASSERTIONS), /nested too deeply/);
});

function parseOrFail(parse: ParseProgram, code: string): void {
  try {
    parse(code);
  } catch (error) {
    assert.ok(error instanceof Error);
  }
}

test('an honest sum of many parts is read', () => {
  for (const parse of [javascript, typescript]) assert.equal(parse(`x = ${'"a" + '.repeat(800)}"a"`).length, 1);
});
