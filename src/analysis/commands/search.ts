// find and its kind: they name files, and may remove or run something for each.
import { EMPTY, hole, join, show, splitFields, text, textOf, type Value } from '../value.ts';
import type { Call, Specs } from './spec.ts';
import { below } from './text-programs.ts';

export const SEARCH: Specs = {
  'find gfind bfs': { does: find },
  'fd fdfind': { values: 'e E t d x X extension exclude type max-depth exec exec-batch', does: fd },
  'locate plocate mlocate mdfind': { does: () => hole('(found anywhere)') },
};

/** Tests that let only some files through; `-name '*'` does not. */
const FILTERS =
  /^-(?:i?name|i?path|i?wholename|i?regex|newer\w*|[acm]time|[acm]min|size|empty|user|group|perm|inum|links|samefile)$/;

function find(call: Call): Value {
  const { args } = call;
  const from = args.findIndex((arg) => /^(?:[-(!])/.test(show(arg)) && !/^-(?:[HLP]|O\d|D)$/.test(show(arg)));
  const roots = (from === -1 ? args : args.slice(0, from)).filter((arg) => !/^-[HLPOD]/.test(show(arg)));
  const tests = from === -1 ? [] : args.slice(from);
  const folders = roots.length === 0 ? [text('.')] : roots;
  const all = folders.flatMap((root) => narrowed(root, tests));
  for (let at = 0; at < tests.length; at++) {
    const word = show(tests[at] ?? []);
    if (!/^-(?:delete|exec|execdir|ok|okdir|f(?:print|print0|printf|ls))$/.test(word)) continue;
    call.scene.machine.recorder.spend(1 + (folders.length * at) / 20);
    // A test that stands after an action does not hold it back.
    const found = folders.flatMap((root) => narrowed(root, tests.slice(0, at)));
    call.scene.machine.recorder.spend(found.length * 4);
    if (word === '-delete') for (const path of found) call.touch('delete', path, { recursive: true });
    if (/^-f(?:print|print0|printf|ls)$/.test(word)) call.touch('overwrite', tests[at + 1] ?? []);
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(word)) continue;
    const end = tests.findIndex(
      (one, index) => index > at && (show(one) === ';' || (show(one) === '+' && show(tests[index - 1] ?? []) === '{}')),
    );
    const command = tests.slice(at + 1, end === -1 ? undefined : end);
    for (const path of found)
      call.run(
        command.map((one) => filled(one, path)),
        { ...call.scene, stdin: EMPTY, literal: false },
      );
    at = end === -1 ? tests.length : end;
  }
  return all.length === 1 ? (all[0] ?? EMPTY) : join(all.flatMap((path, at) => (at === 0 ? [path] : [text('\n'), path])));
}

const MAX_NAMES = 8;
const NAME = /^[\w.*?[\]-]*\w[\w.*?[\]-]*$/;

/** What of a folder the tests leave: all of it, or files of some name somewhere below. */
function narrowed(root: Value, tests: readonly Value[]): readonly Value[] {
  const words = tests.map(textOf);
  const negated = (at: number) => words[at - 1] === '!' || words[at - 1] === '-not';
  const names = words.flatMap((word, at) => (negated(at) ? [] : nameIn(word ?? '', words[at + 1] ?? '')));
  if (names.includes('*')) return [root];
  if (names.includes('.git')) return [join([root, text('/.git')])];
  const telling = names.length > 0 && names.length <= MAX_NAMES && names.every((name) => NAME.test(name));
  if (telling) return names.map((name) => join([below(root), text('/'), splitFields(text(name))[0] ?? EMPTY]));
  const filters = words.some((word, at) => word !== undefined && FILTERS.test(word) && !negated(at));
  return [filters ? below(root) : root];
}

/** Of a whole path only the end of those that mean approve-run: any other would name folders as well. */
function nameIn(test: string, value: string): readonly string[] {
  if (/^-i?name$/.test(test)) return [value];
  const last = value.split('/').at(-1) ?? '';
  return /^-i?(?:path|wholename)$/.test(test) && /approv/.test(last) ? [last] : [];
}

function filled(word: Value, path: Value): Value {
  return join(
    word.flatMap((part) =>
      part.type === 'text'
        ? part.text.split('{}').flatMap((piece, at) => (at === 0 ? [text(piece)] : [path, text(piece)]))
        : [[part]],
    ),
  );
}

function fd(call: Call): Value {
  const { args, operands } = call;
  const at = args.findIndex((arg) => /^(?:-x|-X|--exec|--exec-batch)$/.test(show(arg)));
  const path = below(operands[1] ?? text('.'));
  if (at !== -1) {
    const command = args.slice(at + 1);
    call.run(command.some((word) => show(word).includes('{')) ? command.map((word) => filled(word, path)) : [...command, path], {
      ...call.scene,
      literal: false,
    });
  }
  return path;
}
