// Where a path lies, seen from the working directory, as the block itself moves about.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are shell code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyPath } from '../../src/analysis/classify-path.ts';
import { effectsOf, PLACE } from './effects-of.ts';

const CLASSES: readonly (readonly [path: string, where: string])[] = [
  ['/home/ann/work/app', 'cwd'],
  ['/home/ann/work/app/*', 'cwd'],
  ['/home/ann/work/app/.[!.]*', 'cwd'],
  ['/home/ann/work/app/.git', 'cwd'],
  ['/home/ann/work/app/.git/refs', 'cwd'],
  ['/home/ann/work/app/.git/index.lock', 'inside'],
  ['/home/ann/work/app/.github', 'inside'],
  ['/home/ann/work/app/dist', 'inside'],
  ['/home/ann/work/app/*.log', 'inside'],
  ['/home/ann/work/application', 'parent'],
  ['/home/ann/work', 'parent'],
  ['/home/ann/work/*', 'parent'],
  ['/home/ann', 'home'],
  ['/home/ann/.config', 'home'],
  ['/home/bob', 'home'],
  ['/home', 'system'],
  ['/', 'system'],
  ['/*', 'system'],
  ['/etc/hosts', 'system'],
  ['/u*/bin', 'system'],
  ['/tmp/x', 'temporary'],
  ['/dev/sda', 'device'],
  ['/data', 'elsewhere'],
];

for (const [path, where] of CLASSES) {
  test(`${path} is ${where}`, () => assert.equal(classifyPath(path, PLACE), where));
}

const DELETES: readonly (readonly [code: string, effect: string])[] = [
  ['rm -rf dist', 'delete tree inside dist'],
  ['rm -rf ./dist/../build', 'delete tree inside build'],
  ['rm -rf "$PWD/dist"', 'delete tree inside dist'],
  ['rm -rf $(pwd)/dist', 'delete tree inside dist'],
  ['rm -rf .', 'delete tree cwd ~/work/app'],
  ['cd sub && rm -rf *', 'delete tree inside sub/*'],
  ['cd .. && rm -rf *', 'delete tree parent ~/work/*'],
  ['(cd /); rm -rf x', 'delete tree inside x'],
  ['cd "$X" && rm -rf x', 'delete tree dynamic'],
  ['rm -rf "$X"', 'delete tree dynamic'],
  ['rm -rf "$X"/*', 'delete tree dynamic'],
  ['rm -rf ${X}/', 'delete tree dynamic'],
  ['rm -rf ./$X', 'delete tree dynamic'],
  ['rm -rf build/$X', 'delete tree inside build/$X'],
  ['X=; rm -rf "$X"/*', 'delete tree system /*'],
  ['rm -rf "$1"/*', 'delete tree dynamic'],
  ['X=${X:-build}; rm -rf "$X"', 'delete tree inside build'],
  ['if a; then D=/srv; else D=b; fi; rm -rf $D', 'delete tree system /srv'],
  ['d=$(mktemp -d); rm -rf "$d"', 'delete tree own-temporary'],
  ['d=$(mktemp -d); cd "$d"; rm -rf *', 'delete tree own-temporary'],
  ['trap \'rm -rf "$d"\' EXIT; d=$(mktemp -d)', 'delete tree own-temporary'],
  ['d=$(mktemp -d); rm -rf "$d/.."', 'delete tree system /tmp'],
  ['D=/srv; false && D=b; rm -rf $D', 'delete tree system /srv'],
  ['if [ -n "$1" ]; then D=x; fi; rm -rf "$D/"*', 'delete tree system /*'],
  ['[ -z "$OUT" ] && OUT=out; rm -rf "$OUT"/x', 'delete tree inside out/x'],
  ['IFS=,; c="rm,-rf,/srv"; $c', 'delete tree system /srv'],
  ['x=$(<list); rm -rf $x', 'delete tree dynamic'],
  ['rm -rf /tmp/*', 'delete tree system /tmp/*'],
  ['rm -rf /tmp/../etc', 'delete tree system /etc'],
  ['for f in *.o; do rm "$f"; done', 'delete inside *.o'],
  ['for d in /srv/*/; do rm -r "$d"; done', 'delete tree system /srv/*'],
  ['for f in $(cat list); do rm "$f"; done', 'delete dynamic'],
  ['while read -r f; do rm "$f"; done < list', 'delete dynamic'],
  ['find . -name "*.pyc" -delete', 'delete tree inside (found)/*.pyc'],
  ['find . -delete', 'delete tree cwd ~/work/app'],
  ['find ~ -name x -exec rm {} +', 'delete home ~/(found)/x'],
  ['find src -name x | xargs rm -f', 'delete inside src/(found)/x'],
  ['locate x | xargs rm -f', 'delete dynamic'],
  ['ls | xargs rm', 'delete cwd *'],
  ['i=1; rm "f$((i+1))"', 'delete inside f2'],
  ['ln -s / r; rm -rf r/srv', 'delete tree system /srv'],
  ['ln -s ~ h; cd h; rm -rf data', 'delete tree home ~/data'],
  ['ln -s ~/data d; rm -rf d/', 'delete tree home ~/data'],
  ['ln -s ~/data d; rm -rf d', 'delete tree inside d'],
  ['ln -sfn releases/v2 current; rm -rf current/tmp', 'delete tree inside releases/v2/tmp'],
  ['rm -rf "$(dirname "$(which node)")/../lib"', 'delete tree system /usr/lib'],
  ['rm -rf "${D:?}"/*', 'delete tree dynamic'],
  ['find . -delete -name x', 'delete tree cwd ~/work/app'],
  ['find . \\( -name "*.o" -o -name "*.a" \\) -delete', 'delete tree inside (found)/*.a'],
  ['cd "$(dirname "$0")"; rm -rf dist', 'delete tree inside dist'],
  ['cd "$(dirname "$0")/.."; rm -rf dist', 'delete tree inside ~/work/dist'],
  ['R=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd); rm -rf "$R/build"', 'delete tree inside ~/work/build'],
  ['R=$(dirname "$(cd "$(dirname "$0")" && pwd)"); rm -rf "$R/build"', 'delete tree inside ~/work/build'],
  ['R=$(realpath "${BASH_SOURCE%/*}/.."); echo x > "$R/notes.txt"', 'overwrite inside ~/work/notes.txt'],
  ['cd "$(dirname "$0")/.."; rm -rf src', 'delete tree parent ~/work/src'],
  ['cd "$(dirname "$0")/../.."; rm -rf dist', 'delete tree home ~/dist'],
  ['CDPATH=~; cd data && rm -rf *', 'delete tree home ~/data/*'],
  ['D=${1:-dist}; rm -rf "$D"', 'delete tree inside dist'],
  ['grep -rl a ~ | xargs sed -i s/a/b/', 'overwrite home ~/(found)'],
  ['find . -type f -mtime +30 -exec rm {} +', 'delete inside (found)'],
];

for (const [code, effect] of DELETES) {
  test(`${code} => ${effect}`, async () => {
    const effects = await effectsOf(code);
    assert.ok(effects.includes(effect), JSON.stringify(effects));
  });
}

const GUARDED = [
  '[ -z "$OUT" ] && OUT=out',
  'if [ -z "$OUT" ]; then OUT=out; fi',
  'if [[ -z "${OUT:-}" ]]; then OUT=out; fi',
  ': "${OUT:=out}"',
  'OUT=${OUT:-out}',
];

for (const guard of GUARDED) {
  test(`a variable is never empty after: ${guard}`, async () => {
    assert.deepEqual(await effectsOf(`${guard}\nrm -rf "$OUT"/x`), ['delete tree inside out/x']);
  });
}
