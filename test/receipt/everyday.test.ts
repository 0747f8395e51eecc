// Blocks as agents write them in; what their receipts say out. Readings are real: nothing that was to be expected is flagged.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are shell code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { receiptOf, shortly } from '../helpers/receipt.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

type Row = readonly [code: string, says: readonly string[], language?: string];

/** What lies there before each. */
function lay({ write }: Scratch): void {
  write('a.txt', 'one\n');
  write('b.txt', 'two\n');
  write('sub/c.txt', 'three\n');
  write('build/out.js', '1\n');
  write('x.log', '');
  write('y.log', '');
  write('make-it.sh', 'echo made > made.txt\n');
  write('helper.py', 'open("by-helper.txt", "w").write("x")\n');
  write('Makefile', 'all:\n\techo x > made-by-make\n');
}

const ROWS: readonly Row[] = [
  ['ls; cat a.txt; grep -r one .', []],
  ['echo a > new.txt', ['+ new.txt']],
  ['echo a >> a.txt', ['~ a.txt']],
  ['sed -i s/one/1/ a.txt', ['~ a.txt']],
  ['sed -i.bak s/one/1/ a.txt', ['~ a.txt', '+ a.txt.bak']],
  ['mv a.txt d.txt', ['- a.txt', '+ d.txt']],
  ['mv a.txt sub/', ['- a.txt', '+ sub/a.txt']],
  ['mv sub other', ['- sub/', '- sub/c.txt', '+ other/', '+ other/c.txt']],
  ['cp a.txt d.txt', ['+ d.txt']],
  ['cp a.txt b.txt sub/', ['+ sub/a.txt', '+ sub/b.txt']],
  ['cp -r sub copy', ['+ copy/', '+ copy/c.txt']],
  ['mkdir -p out/deep && cp *.txt out/', ['+ out/', '+ out/a.txt', '+ out/b.txt', '+ out/deep/']],
  ['mkdir -p sub', []],
  ['touch a.txt', ['~ a.txt']],
  ['chmod +x a.txt', ['~ a.txt']],
  ['rm -f *.log', ['- x.log', '- y.log']],
  ['rm -rf build', ['- build/', '- build/out.js']],
  ['rm -f nothing-there', []],
  ['find . -name "*.log" -delete', ['- x.log', '- y.log']],
  ['find . -name "*.txt" -exec sed -i s/t/T/ {} +', ['~ a.txt', '~ b.txt', '~ sub/c.txt']],
  ['gzip a.txt', ['- a.txt', '+ a.txt.gz']],
  ['gzip a.txt; gunzip a.txt.gz', ['~ a.txt']],
  ['tar cf all.tar sub', ['+ all.tar']],
  ['tar cf - sub | (mkdir there && tar xf - -C there)', ['+ there/', '+ there/sub/', '+ there/sub/c.txt']],
  ['sort a.txt b.txt | tee sorted.txt', ['+ sorted.txt']],
  ['for i in 1 2; do echo $i > "n$i"; done', ['+ n1', '+ n2']],
  ['touch "$(cat a.txt).md"', ['+ one.md', 'unsure: writes $(<a.txt).md']],
  ['touch "$HOMEWORK.md"', ['+ .md', 'unsure: writes $HOMEWORK.md']],
  ['ln -s a.txt link; echo x > link', ['~ a.txt', '+ link']],
  ['ln a.txt hard', ['~ a.txt', '+ hard']],
  ['f=$(mktemp); echo x > "$f"; mv "$f" got.txt', ['+ got.txt']],
  ['mv "$(mktemp ./tmp.XXXXXX)" got.txt', ['+ got.txt']],
  ['git status --short; git log --oneline | head -1', []],
  ['sort a.txt > t && mv t a.txt', ['~ a.txt']],
  ['cd sub && echo x > d.txt', ['+ sub/d.txt']],
  ['[ -f gone ] && rm gone || true', []],
  ['if false; then rm a.txt; fi', ['missing: deletes a.txt (it may depend on a condition)']],
  ['[ -d x ] || mkdir x', ['+ x/']],
  ['rm a.txt; false', ['- a.txt']],
  ['rm a.txt/', ['missing: deletes a.txt/ (the block did not end well)']],
  ['frobnicate() { touch from-function; }; frobnicate', ['+ from-function']],
  ['bash make-it.sh', ['+ made.txt']],
  ['make', ['+ made-by-make', 'unsure: runs make']],
  ['awk \'{print > "printed"}\' a.txt', ['+ printed']],
  ['cat a.txt b.txt > both; split -l 1 both', ['+ both', '+ xaa', '+ xab']],
  ['echo a > x.log; rm x.log', ['- x.log']],
  ['sleep 0.01 & wait', []],
  ['(sleep 5 &)', []],
  ['rm -rf build\nmkdir build', ['- build/out.js']],
  ['rm -rf build\nmkdir -p build/x', ['- build/out.js', '+ build/x/']],
  ['echo a > n.txt\ngzip n.txt', ['+ n.txt.gz']],
  ['split -l 1 a.txt part-', ['+ part-aa']],
  ['sed -i.bak s/o/0/ *.txt', ['~ a.txt', '~ b.txt', '+ a.txt.bak', '+ b.txt.bak']],
  ['find . -name "*.log" -exec gzip {} +', ['- x.log', '- y.log', '+ x.log.gz', '+ y.log.gz']],
  ['gzip *.log', ['- x.log', '- y.log', '+ x.log.gz', '+ y.log.gz']],
  ['gzip x.log\nmv x.log.gz z.gz\ngunzip *.gz', ['- x.log', '+ z']],
  ['for f in *.txt; do cp "$f" "${f%.txt}.md"; done', ['+ a.md', '+ b.md']],
  ['for d in s*/; do touch "${d%/}.txt"; done', ['+ sub.txt']],
  ['find . -name "*.log" -exec sh -c \'mv "$1" "${1%.log}.old"\' _ {} \\;', ['- x.log', '- y.log', '+ x.old', '+ y.old']],
  ['i=0; while [ $i -lt 3 ]; do touch "w$i"; i=$((i+1)); done', ['+ w0', '+ w1', '+ w2']],
  ['i=1; for f in *.log; do cp "$f" "$i"; ((i++)); done; touch "all-$i"', ['+ 1', '+ 2', '+ all-3']],
  ['n=3; while ((n > 0)); do ((n -= 1)); touch k$n; done', ['+ k0', '+ k1', '+ k2']],
  ['a=(q r); touch "${a[@]/%/.z}"', ['+ q.z', '+ r.z']],
  ['open("p.txt", "w").write("x")', ['+ p.txt'], 'python'],
  [
    'import os, shutil\nos.remove("a.txt")\nos.makedirs("q/r")\nshutil.copytree("sub", "copy")',
    ['- a.txt', '+ copy/', '+ q/', '+ copy/c.txt', '+ q/r/'],
    'python',
  ],
  ['import sys; sys.dont_write_bytecode = True; import helper', ['+ by-helper.txt', 'unsure: runs the module helper'], 'python'],
  ['import sqlite3; sqlite3.connect("app.db").execute("create table t(a)")', ['+ app.db'], 'python'],
  ['import sqlite3; sqlite3.connect(":memory:").execute("create table t(a)")', [], 'python'],
  ['import xml.etree.ElementTree as E; E.ElementTree(E.Element("a")).write("x.xml")', ['+ x.xml'], 'python'],
  ['print(1)', [], 'python'],
  [
    'import fs from "node:fs"; fs.writeFileSync("n.txt", "x"); fs.rmSync("build", { recursive: true })',
    ['- build/', '- build/out.js', '+ n.txt'],
    'node',
  ],
];

for (const [code, says, language = 'bash'] of ROWS) {
  test(code, async (t) => {
    const place = scratch(t);
    lay(place);
    const receipt = await receiptOf(code, { cwd: place.cwd, language });
    assert.deepEqual(shortly(receipt), says);
    assert.equal(receipt.counts.unpredicted, 0);
  });
}
