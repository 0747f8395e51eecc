// Texts that name files in, as Python's and JavaScript's libraries take them apart and put them together; texts out.
import { posix } from 'node:path';
import { OWN_TEMPORARY } from '../classify-path.ts';
import { pathOf } from '../path-of.ts';
import type { ApiCall } from '../program/api.ts';
import { joinPath } from '../program/operators.ts';
import { type Thing, textThing, toText, waysOf } from '../program/thing.ts';
import type { Scene } from '../scene.ts';
import { hole, join, show, text, textOf, type Value } from '../value.ts';

/** The folder that a path lies in. */
export function folderOf(path: Value): Value {
  const literal = textOf(path);
  if (literal !== undefined) return text(posix.dirname(literal));
  const last = path.at(-1);
  if (last?.type === 'hole') {
    const before = path.at(-2);
    if (last.nature === 'word' && before?.type === 'text' && before.text.endsWith('/'))
      return [...path.slice(0, -2), ...text(before.text.replace(/\/+$/, '') || '/')];
    return hole(`dirname(${show(path)})`.slice(0, 60));
  }
  const cut = last?.text.lastIndexOf('/') ?? -1;
  return cut > 0
    ? [...path.slice(0, -1), ...text(last?.text.slice(0, cut) ?? '')]
    : cut === 0
      ? path.slice(0, -1)
      : hole(`dirname(${show(path)})`.slice(0, 60));
}

export function base(path: Value): Value {
  const literal = textOf(path);
  return literal === undefined ? hole('(name)', {}, 'word') : text(posix.basename(literal));
}

export function absolute(path: Value, cwd: string | undefined): Value {
  const literal = textOf(path);
  if (literal !== undefined)
    return literal.startsWith('/') || cwd === undefined ? text(posix.normalize(literal)) : text(posix.resolve(cwd, literal));
  const first = path[0];
  return first?.type === 'text' && !first.text.startsWith('/') && cwd !== undefined ? joinPath(text(cwd), path) : path;
}

/** One of the names in a folder. */
export function namesIn(folder: Value): Value {
  return joinPath(folder, textOf(folder) === '/' ? ANY : hole('(name)', {}, 'word'));
}

/** Something anywhere below a folder. */
export function underneath(folder: Value): Value {
  return joinPath(folder, textOf(folder) === '/' ? ANY : hole('(found)', {}, 'word'));
}

const ANY: Value = [{ type: 'glob', text: '*' }];

/** A pattern such as `build/*.o`: its globs are globs. */
export function fileNamed(pattern: Value): Value {
  return join(
    pattern.flatMap((part) => {
      if (part.type !== 'text') return [[part]];
      return part.text
        .replaceAll('**/', '')
        .split(/([*?]+|\[[^\]]*\])/)
        .map((piece, at): Value => (at % 2 === 0 ? text(piece) : [{ type: 'glob', text: piece }]));
    }),
  );
}

export function ownTemporary({ machine }: Scene): Value {
  return text(`${OWN_TEMPORARY}-${machine.next()})`);
}

/** How to show a path that lies outside the folder and its neighbours; undefined for others. */
export function outsideFolder(path: Value, scene: Scene): string | undefined {
  const { where, shown } = pathOf(path, scene);
  return ['home', 'system', 'parent', 'elsewhere'].includes(where) ? shown : undefined;
}

/** `/proc/${id}/environ` is that of any process. */
function eachProcess(path: Thing): Thing {
  if (path.type !== 'text' || path.value[0]?.text !== '/proc/') return path;
  return textThing(
    path.value.map((part) => (part.type === 'hole' && part.nature === 'word' ? { type: 'glob', text: '*' } : part)),
  );
}

/** What opening a file for reading gives; from outside the folder it carries that along. */
export function contentOf(call: Pick<ApiCall, 'read' | 'scene'>, path: Thing): Value {
  const value = call.read(eachProcess(path));
  const outside = waysOf(path)
    .map((way) => outsideFolder(toText(way), call.scene))
    .find((place) => place !== undefined);
  return outside === undefined
    ? value
    : value.map((part) => (part.type === 'hole' ? { ...part, taint: { ...part.taint, outside } } : part));
}

export function changeFolder(call: ApiCall): undefined {
  const whole = absolute(toText(call.arg('0 path') ?? textThing('')), call.scene.shell.cwd);
  call.scene.shell.cwd = textOf(whole);
  return undefined;
}
