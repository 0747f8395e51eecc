// Whatever a command goes through, it is found: each of these runs `rm -rf ~/data` as what stands at the mark.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are shell code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf } from './effects-of.ts';

const AROUND: readonly string[] = [
  'sudo §',
  'sudo -u root -- §',
  'doas §',
  'env §',
  'env -i A=1 §',
  'env -S "§"',
  'nohup §',
  'timeout -k 5 60 §',
  'nice -n 10 §',
  'ionice -c 3 §',
  'setsid §',
  'stdbuf -oL §',
  'time §',
  '! §',
  'command §',
  'builtin command §',
  'exec §',
  'busybox §',
  'flock /tmp/lock §',
  'watch -n 1 §',
  'unshare -r §',
  'chroot / §',
  'env -i nohup timeout 60 nice -n 10 §',
  'bash -c "§"',
  'bash -lc "§"',
  'bash -ec "§"',
  'sh -c \'bash -c "§"\'',
  'su -c "§"',
  'script -c "§" /dev/null',
  'ssh host "§"',
  'eval "§"',
  'trap "§" EXIT',
  'xargs § < list',
  'echo . | xargs §',
  'find . -exec § \\;',
  'find . -exec sh -c "§" \\;',
  'parallel § ::: x',
  'git -c alias.x="!§" x',
  'git rebase --exec "§" main',
  'awk \'BEGIN { system("§") }\'',
  "sed '1e §' file",
  'bash <<END\n§\nEND',
  'bash <<< "§"',
  'sh -s <<END\n§\nEND',
  'echo "§" | sh',
  "printf '%s\\n' '§' | bash",
  'bash <(echo "§")',
  'source <(echo "§")',
  'source /dev/stdin <<< "§"',
  'cat > x.sh <<END\n§\nEND\nbash x.sh',
  'cat > x.sh <<END\n#!/bin/sh\n§\nEND\nchmod +x x.sh\n./x.sh',
  'echo "§" | tee x.sh; sh ./x.sh',
  'cat <<END\n$(§)\nEND',
  'echo "$(§)"',
  'echo `§`',
  'x=$(§)',
  'echo ${x:-$(§)}',
  'echo $(( $(§) + 1 ))',
  '[[ -n $(§) ]]',
  'list=($(§))',
  'ls <(§)',
  'echo x > >(§)',
  'x=\'$(§)\'; echo "${x@P}"',
  "a='b[$(§)0]'; : $((a))",
  'f() { §; }; f',
  'f() { "$@"; }; f §',
  'alias x="§"; x',
  'coproc §',
  '(§)',
  '{ §; }',
  '§ &',
  'true && §',
  'false || §',
  'true | §',
  'true; §',
  'if true; then §; fi',
  'if true; then :; else §; fi',
  'case x in x) §;; esac',
  'while true; do §; done',
  'until false; do §; done',
  'for x in a; do §; done',
  'for ((i=0; i<1; i++)); do §; done',
  'select x in a; do §; done',
  'make -f - <<END\nall:\n\t§\nEND',
  'docker run -v "$PWD":/w alpine §',
  'ls\n#\n\n§',
];

for (const around of AROUND) {
  test(`finds what runs in: ${around}`, async () => {
    const effects = await effectsOf(around.replace('§', 'rm -rf /home/ann/data'));
    assert.ok(effects.includes('delete tree home ~/data'), JSON.stringify(effects));
  });
}

/** The same text as data: nothing runs it. */
const DATA: readonly string[] = [
  'echo "§"',
  "printf '%s\\n' '§' | wc -l",
  'cat <<END\n§\nEND',
  'cat > notes.md <<END\n§\nEND',
  'grep -rn "§" scripts/',
  'git commit -m "§"',
  "git log --grep='§'",
  '# §',
  "sed -i 's/§/trash/' README.md",
  'npx vitest run -t "blocks §"',
  'x="§"; echo "${#x}"',
  'case "$1" in "§") echo no;; esac',
  '[ "$x" = "§" ] && echo same',
  'jq \'.[] | select(. == "§")\' x.json',
];

for (const around of DATA) {
  test(`leaves data alone: ${around}`, async () => {
    const effects = await effectsOf(around.replace('§', 'rm -rf ~'));
    assert.deepEqual(
      effects.filter((effect) => !/^(?:over)?write inside /.test(effect)),
      [],
    );
  });
}

/** A name that may not mean what the block says it does: the program counts as well. */
const SHADOWS: readonly string[] = [
  'if false; then rm() { :; }; fi',
  'while false; do rm() { :; }; done',
  'false && rm() { :; }',
  '(rm() { :; })',
  'f() { return; rm() { :; }; }; f',
  'rm() { :; }; unset -f rm',
  'alias rm=echo',
];

for (const shadow of SHADOWS) {
  test(`still deletes after: ${shadow}`, async () => {
    const effects = await effectsOf(`${shadow}\nrm -rf ~/data`);
    assert.ok(effects.includes('delete tree home ~/data'), JSON.stringify(effects));
  });
}
