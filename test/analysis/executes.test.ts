// Which files of the project a block runs, and which of them are read: an approval binds them all. Nothing is run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseWithScripts } from '../../src/analysis/with-scripts.ts';
import { PLACE } from './effects-of.ts';

/** What is there; a file that is not in it is not there. */
const FILES: Readonly<Record<string, string>> = {
  'x.sh': '#!/bin/bash\necho x',
  'outer.sh': 'bash x.sh',
  'deep.sh': 'bash outer.sh',
  'x.py': 'print(1)',
  'x.js': 'console.log(1)',
  'x.ts': 'const x: number = 1; console.log(x)',
  'x.rb': 'puts 1',
  'lib/use.js': 'require("./part.js")',
  'pkg/__main__.py': 'import os; os.system("./x.sh")',
  'pkg/__init__.py': '',
  Makefile: 'all:\n\t./x.sh\ninclude rules.mk\n',
  'rules.mk': 'clean:\n\tpython3 x.py\n',
  'package.json': JSON.stringify({ scripts: { test: 'node x.js', posttest: './x.sh' } }),
};

/** Paths below the folder; `?` behind those that are not read. */
async function executed(code: string, tool: string): Promise<string[]> {
  const { runs = [] } = await analyseWithScripts(code, tool, PLACE, async (path) => {
    const text = FILES[path.replace(`${PLACE.cwd}/`, '')];
    return text === undefined ? {} : { text };
  });
  return runs.map(({ path, read }) => `${path.replace(`${PLACE.cwd}/`, '')}${read ? '' : '?'}`).sort();
}

const MAKEFILES = ['GNUmakefile?', 'Makefile', 'makefile?', 'rules.mk'];

const ROWS: readonly (readonly [tool: string, code: string, ...expected: string[]])[] = [
  ['bash', 'ls; cat x.sh; echo ./x.sh; cp x.sh y.sh; chmod +x x.sh'],
  ['bash', './x.sh', 'x.sh'],
  ['bash', 'bash x.sh; sh -eu x.sh a b', 'x.sh'],
  ['bash', 'source x.sh', 'x.sh'],
  ['bash', '. ./x.sh', 'x.sh'],
  ['bash', 'cd sub && ../x.sh', 'x.sh'],
  ['bash', `"$PWD"/x.sh; ${PLACE.cwd}/x.py`, 'x.py', 'x.sh'],
  ['bash', 'for f in x.sh x.py; do "./$f"; done', 'x.py', 'x.sh'],
  ['bash', 'sudo ./x.sh; timeout 5 bash x.sh; nohup ./x.sh &', 'x.sh'],
  ['bash', 'find . -maxdepth 0 -exec ./x.sh {} +; echo a | xargs ./x.sh', 'x.sh'],
  ['bash', 'bash -c "./x.sh"', 'x.sh'],
  ['bash', 'bash outer.sh', 'outer.sh', 'x.sh'],
  ['bash', 'bash deep.sh', 'deep.sh', 'outer.sh', 'x.sh?'],
  ['bash', 'bash < x.sh', 'x.sh?'],
  ['bash', 'eval "$(cat x.sh)"', 'x.sh?'],
  ['bash', 'node x.js; python3 -u x.py --flag', 'x.js', 'x.py'],
  ['bash', 'tsx x.ts; npx tsx x.ts; bun run x.ts; deno run -A x.ts', 'package.json', 'x.ts'],
  ['bash', 'ruby x.rb; ./x.rb', 'x.rb?'],
  ['bash', './a.out --help-me', 'a.out?'],
  ['bash', './nowhere.sh', 'nowhere.sh?'],
  ['bash', '/tmp/x.sh', '/tmp/x.sh?'],
  ['bash', '~/x.sh; /usr/bin/env; ../x.sh; "$X"; ./"$X".sh; ./*.sh'],
  ['bash', 'echo "echo hi" > x.sh; bash x.sh'],
  ['bash', 'gcc -o a.out a.c && ./a.out', 'a.out?'],
  ['bash', 'make', ...MAKEFILES, 'x.sh'],
  ['bash', 'make clean', ...MAKEFILES, 'x.py'],
  ['bash', 'make -f rules.mk clean', 'rules.mk', 'x.py'],
  ['bash', 'make -C sub', 'sub/GNUmakefile?', 'sub/Makefile?', 'sub/makefile?'],
  ['bash', 'npm test', 'package.json', 'x.js', 'x.sh'],
  ['bash', 'npm run build; yarn build; pnpm build', 'package.json'],
  ['bash', 'npm ci', 'package.json?'],
  ['bash', 'npm view left-pad'],
  ['bash', 'npm --prefix sub test', 'sub/package.json?'],
  ['bash', 'just build', '.justfile?', 'Justfile?', 'justfile?'],
  ['bash', 'just -f ci.just build', 'ci.just?'],
  ['bash', 'task build', 'Taskfile.yaml?', 'Taskfile.yml?', 'taskfile.yaml?', 'taskfile.yml?'],
  ['bash', 'python3 -m pkg', 'os.py?', 'os/__init__.py?', 'pkg.py?', 'pkg/__init__.py?', 'pkg/__main__.py', 'x.sh'],
  ['bash', 'python3 -m json.tool x.json; python3 -m http.server'],
  ['python', 'import os; os.system("./x.sh")', 'os.py?', 'os/__init__.py?', 'x.sh'],
  ['python', 'import helper', 'helper.py?', 'helper/__init__.py?'],
  ['python', 'exec(open("x.py").read())', 'x.py'],
  ['node', 'require("child_process").execFileSync("./x.sh")', 'x.sh'],
  ['node', 'require("child_process").fork("./x.js")', 'x.js'],
  ['node', 'import("node:fs")'],
  ['bash', 'node lib/use.js', 'lib/part.js?', 'lib/use.js'],
  ['ruby', 'system("./x.sh")'],
];

/** Python and Node try names with several endings; those that are not there are of no interest here. */
const TRIED = /^lib\/part\.js(?:\.\w+|\/index\.js)\?$/;

for (const [tool, code, ...expected] of ROWS)
  test(`${tool}: ${code}`, async () =>
    assert.deepEqual(
      (await executed(code, tool)).filter((path) => !TRIED.test(path)),
      [...expected].sort(),
    ));

test('hidden text in a script that a block runs is hidden text of the block', async () => {
  const load = async () => ({ text: 'echo a\u202eb' });
  const { effects } = await analyseWithScripts('bash x.sh\nbash x.sh', 'bash', PLACE, load);
  const found = effects.filter(({ kind }) => kind === 'hidden-text');
  assert.deepEqual(found[0]?.says, 'the script x.sh holds hidden text: \\u{202e} in line 1');
  const { effects: none } = await analyseWithScripts('bash x.sh', 'bash', PLACE, async () => ({ text: 'echo 👩\u200d💻\r\n' }));
  assert.deepEqual(
    none.filter(({ kind }) => kind === 'hidden-text'),
    [],
  );
});
