// However a word is written, it is read as what the shell makes of it.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are shell code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf, read } from './effects-of.ts';

/** Each of these is `rm -rf ~/data`. */
const SAME: readonly string[] = [
  'rm -rf ~/data',
  'rm -r -f ~/data',
  'rm ~/data -fr',
  'rm --recursive --force "$HOME/data"',
  'rm --recurs ~/data',
  'rm -rf -- ~/data',
  '\\rm -rf ~/data',
  `r''m -r"f" ~/data`,
  `"rm" '-rf' "\${HOME}"/data`,
  'r\\\nm -rf ~/data',
  `$'\\x72\\x6d' $'\\55rf' ~/data`,
  'rm${IFS}-rf${IFS}$HOME/data',
  '{rm,-rf,/home/ann/data}',
  'a=r; b=m; $a$b -rf ~/data',
  'cmd="rm -rf"; $cmd ~/data',
  'v=rm; name=v; ${!name} -rf ~/data',
  'list=(rm -rf ~/data); "${list[@]}"',
  'c=""; for part in r m; do c=$c$part; done; $c -rf ~/data',
  'x=xrm; ${x#x} -rf ~/data',
  'x=RM; ${x,,} -rf ~/data',
  'x=ram; ${x/a/} -rf ~/data',
  'x=zrmz; ${x:1:2} -rf ~/data',
  '"$(printf rm)" -rf ~/data',
  '$(echo EZ | tr EZ rm) -rf ~/data',
  '/bin/rm -rf ~/data',
  'cd && rm -rf data',
  'cd ~; cd work; rm -rf ../data',
  'set -- rm -rf ~/data; "$@"',
  'printf -v c %s rm; $c -rf ~/data',
  'rm -rf ~/other/../data',
  'rm -rf ~/data/',
  'rm -rf ~/data/*',
  'x="r\\155"; ${x@E} -rf ~/data',
  'x=aarm; ${x: -2} -rf ~/data',
  'x=aarmbb; n=2; ${x:n:1+1} -rf ~/data',
  'a=(ls rm); ${a[-1]} -rf ~/data',
  'a=(ls rm); i=1; ${a[i]} -rf ~/data',
  'a=(x rm -rf ~/data y); "${a[@]:1:3}"',
  'a[0]=r; a[1]=m; ${a[0]}${a[1]} -rf ~/data',
  'a=(); a+=(rm); a+=(-rf ~/data); "${a[@]}"',
  'set -- x rm -rf ~/data; "${@:2}"',
  'set -- x rm; shift; $1 -rf ~/data',
  'set -- -c rm; while getopts c: o; do case $o in c) $OPTARG -rf ~/data;; esac; done',
  'declare -A m=([k]=rm [o]=-rf); ${m[k]} ${m[o]} ~/data',
  'declare -A m; m["k"]=rm; k=k; ${m[$k]} -rf ~/data',
  'x=rm; declare -n ref=x; $ref -rf ~/data',
  'declare -n ref=x; ref=rm; $x -rf ~/data',
  'declare -l x=RM; $x -rf ~/data',
  'read x <<< rm; $x -rf ~/data',
  'IFS=: read -r a b c <<< "rm:-rf:$HOME/data"; $a $b $c',
  'IFS=, read -ra w <<< "rm,-rf,$HOME/data"; "${w[@]}"',
  'mapfile -t w < <(printf "%s\\n" rm -rf ~/data); "${w[@]}"',
  'printf -v "c[0]" rm; "${c[0]}" -rf ~/data',
  'i=0; while [ $i -lt 2 ]; do s=rm; i=$((i+1)); done; $s -rf ~/data',
  'f() { local c=$1; shift; $c "$@"; }; f rm -rf ~/data',
  'f() { printf -v "$1" %s rm; }; f c; $c -rf ~/data',
  '$(which rm) -rf ~/data',
  '$(command -v rm) -rf ~/data',
  '$(type -P rm) -rf ~/data',
  'hash -p /bin/rm zz; zz -rf ~/data',
  'cp /bin/rm x; ./x -rf ~/data',
  'ln -s "$(which rm)" x; ./x -rf ~/data',
  'exec -a ls rm -rf ~/data',
  'a=(r m); IFS=; "${a[*]}" -rf ~/data',
];

/** The same as code that only shows once it is decoded or picked out of a text. */
const DECODED: readonly string[] = [
  "echo 'ez -es ~/qngn' | tr 'A-Za-z' 'N-ZA-Mn-za-m' | sh",
  "echo 'RM -RF ~/DATA' | tr '[:upper:]' '[:lower:]' | sh",
  'echo cm0gLXJmIH4vZGF0YQ== | base64 -d | sh',
  'echo Y20wZ0xYSm1JSDR2WkdGMFlRPT0= | base64 -d | base64 -d | sh',
  'openssl enc -d -base64 <<< cm0gLXJmIH4vZGF0YQ== | sh',
  'echo OJWSALLSMYQH4L3EMF2GC=== | base32 -d | sh',
  'echo 726d202d7266207e2f64617461 | xxd -r -p | sh',
  'echo H4sIAAAAAAAAAyvKVdAtSlOo009JLEkEAPRmfKYNAAAA | base64 -d | gunzip | sh',
  'echo H4sIAAAAAAAAAyvKVdAtSlOo009JLEkEAPRmfKYNAAAA | base64 -d | zcat | bash',
  'echo eJwrylXQLUpTqNNPSSxJBAAeAgRs | base64 -d | zlib-flate -uncompress | sh',
  "uudecode -o - <<'X' | sh\nbegin 644 x\n-<FT@+7)F('XO9&%T80``\n`\nend\nX",
  'echo cm0gLXJmIH4vZGF0YQ== > f; base64 -d f > g; sh g',
  "echo 'atad/~ fr- mr' | rev | sh",
  "printf '%b' '\\0162\\0155 -rf ~/data' | sh",
  "echo -e '\\x72\\x6d -rf ~/data' | sh",
  "echo 'rXm -rXf ~/daXta' | sed 's/X//g' | sh",
  "echo 'data ~ -rf rm' | sed -E 's/(\\w+) (~) (-rf) (rm)/\\4 \\3 \\2\\/\\1/' | sh",
  "printf 'ls\\nrm -rf ~/data\\nls\\n' | sed -n 2p | sh",
  "printf 'ls\\nrm -rf ~/data\\nls\\n' | head -n 2 | tail -1 | sh",
  "printf 'ls\\nrm -rf ~/data\\nls\\n' | grep data | sh",
  "echo 'xx:rm -rf ~/data:yy' | cut -d: -f2 | sh",
  "echo 'xxrm -rf ~/data' | cut -c3- | sh",
  "echo 'r_m_ -r_f_ ~/d_ata' | tr -d _ | sh",
  "echo 'x rm y' | awk '{print $2 \" -rf ~/data\"}' | sh",
  "printf '~/data\\n-rf\\nrm\\n' | tac | paste -sd' ' | sh",
  "printf 'rm\\n-rf\\n~/data\\n' | xargs | sh",
  "printf '%s\\0' 'rm -rf ~/data' | xargs -0 sh -c",
  "read -r -d '' x <<'X'\nrm -rf ~/data\nX\neval \"$x\"",
  "exec 3<<< 'rm -rf ~/data'; sh <&3",
  "echo 'rm -rf ~/data' > >(sh)",
];

for (const code of [...SAME, ...DECODED]) {
  test(`deletes a tree of the home: ${code}`, async () => {
    const effects = await effectsOf(code);
    assert.ok(
      effects.some((effect) => /^delete tree home ~\/data(\/\*)?$/.test(effect)),
      JSON.stringify(effects),
    );
  });
}

const LITERAL: readonly (readonly [code: string, literal: boolean])[] = [
  ['npm test', true],
  ['npm "test"', true],
  ["npm 'te'st", true],
  ['npm $X', false],
  ['X=1 npm test', false],
  ['npm test *.ts', false],
  ['npm ~/x', false],
  ['env X=1 npm test', false],
  ['timeout 5 npm test', true],
  ['timeout 5 npm $(echo test)', false],
];

for (const [code, literal] of LITERAL) {
  test(`${literal ? 'is' : 'is not'} literal: ${code}`, async () => {
    const { commands } = await read(code);
    const npm = commands.find(({ argv }) => argv[0] === 'npm');
    assert.equal(npm?.literal, literal, JSON.stringify(commands));
  });
}

test('an effect says where it is, through what, and which command does it', async () => {
  const { effects, commands } = await read('echo hi\nsudo bash -c "rm -rf ~/projects"');
  const effect = effects.find(({ kind }) => kind === 'delete');
  assert.deepEqual(effect, {
    kind: 'delete',
    says: 'deletes the tree ~/projects',
    line: 2,
    via: ['sudo', 'bash -c', 'rm'],
    command: 3,
    path: '/home/ann/projects',
    where: 'home',
    recursive: true,
    span: { start: 8, end: 40 },
  });
  assert.deepEqual(
    commands.map(({ argv }) => argv[0]),
    ['echo', 'sudo', 'bash', 'rm'],
  );
});
