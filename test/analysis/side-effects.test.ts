// Programs that mostly look: what they are told to change is an effect, and what only looks has none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './effects-of.ts';

const CASES: readonly (readonly [code: string, ...kinds: string[]])[] = [
  ['file -C -m magic', 'write'],
  ['file -m magic x'],
  ['tree -o list', 'write'],
  ['tree -a'],
  ["tmux -c 'touch marker'", 'execute', 'write'],
  ["tmux new -d -n '#(touch marker)'", 'execute'],
  ['screen -c orders', 'execute'],
  ["ed -s '!touch marker'", 'write', 'overwrite'],
  ["bat --paging=always --pager='touch marker' a", 'opaque'],
  ['bat a'],
  ["ag --pager 'touch marker' a", 'opaque'],
  ["rpm -q --pipe 'touch marker' a", 'opaque'],
  ['pygmentize -x -l lexer.py a', 'opaque'],
  ['sort --outp list names', 'write'],
  ['git diff --outp list', 'write'],
  ['git fsck --lost-found', 'write'],
  ['git fsck'],
  ['sdiff -o merged a b', 'write'],
  ['info -o page ls', 'write'],
  ['xmllint --output copy a.xml', 'write'],
  ['xmllint a.xml'],
  ['tidy -m a.html', 'overwrite'],
  ['mlr -I cat a.csv', 'overwrite'],
  ['shfmt -w a.sh', 'overwrite'],
  ['shfmt a.sh'],
  ['cloc --out=report .', 'write'],
  ['scc -o report', 'write'],
  ['pv -o copy a', 'write'],
  ['inotifywait -o log a', 'write'],
  ['docker compose config -o all.yaml', 'write'],
  ['docker compose config'],
  ['tldr --update', 'network'],
  ['ss -K', 'process'],
  ['ss -tlnp'],
  ['hostname'],
  ['hostname -f'],
  ['hostname other', 'privilege'],
  ['nvidia-smi -r', 'privilege'],
  ['go vet -vettool=./tool', 'opaque'],
  ['conda env list'],
  ['conda env remove -n x', 'execute'],
  ['ifne touch marker', 'write'],
  ['split -l 5 names', 'write'],
  ['split names part', 'write'],
  ['csplit names 5', 'overwrite'],
  ['mktemp names.XXXX', 'write'],
  ['mktemp'],
  ['command time -o log ls', 'overwrite'],
  ['command time ls -o'],
  ['strace -o log ls', 'overwrite'],
  ['mv notes.txt /dev/null', 'privilege', 'delete'],
  ['cat notes.txt > /dev/null'],
  ['script', 'overwrite'],
  ['script -c ls log', 'overwrite'],
  ['script -qc ls /dev/null'],
];

for (const [code, ...kinds] of CASES) {
  test(`${code} => ${kinds.join(', ') || 'nothing'}`, async () => {
    const { effects } = await read(code);
    assert.deepEqual([...new Set(effects.map(({ kind }) => kind))], kinds);
  });
}
