// A word that names a file in; its absolute path, where it lies, and how to show it out.
import { posix } from 'node:path';
import type { PathClass } from '../effects.ts';
import { visibleLine } from '../text/visible.ts';
import { classifyPath, OWN_TEMPORARY, withoutGlobs } from './classify-path.ts';
import type { Scene } from './scene.ts';
import { show, type Value } from './value.ts';

export interface FoundPath {
  readonly shown: string;
  readonly where: PathClass;
  /** Absent where it cannot be told, and for the block's own temporary files, whose name only the run knows. */
  readonly path?: string;
  /** It lies beside the working directory, where a script of the project would find the rest of the project. */
  readonly ofProject?: boolean;
}

/** Where a program believes its own file to be. For a block that is the working directory itself. */
export const SCRIPT_FOLDER = '/(script)';
/** What a script in `scripts/` means by `../dist`: what can be built again, wherever its author thought it would lie. */
const BUILT =
  /\/(?:dist|build|out|lib|target|coverage|node_modules|\.cache|\.turbo|\.next|\.nuxt|\.output|\.parcel-cache|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|htmlcov|tmp|[\w.-]+\.tsbuildinfo)(?:\/.*)?$/;

export function pathOf(value: Value, scene: Scene): FoundPath {
  const { shell, machine } = scene;
  const relative = !/^[/~]/.test(show(value));
  const marked = value[0]?.text.includes(SCRIPT_FOLDER) || (relative && shell.cwd?.includes(SCRIPT_FOLDER));
  if (!marked) return placeOf(value, scene);
  const found = placeOf(value.map(unmarked), { ...scene, shell: { ...shell, cwd: shell.cwd && real(shell.cwd) } });
  const near = found.path !== undefined && posix.dirname(machine.place.cwd) === beside(found.path, machine.place.cwd);
  if (!near || (found.where !== 'parent' && found.where !== 'home')) return found;
  return BUILT.test(found.path?.slice(posix.dirname(machine.place.cwd).length) ?? '')
    ? { ...found, where: 'inside' }
    : { ...found, ofProject: true };
}

/** For what adds to the rest of the project: the whole of it is the place then. */
export function sceneOfProject(value: Value, scene: Scene): Scene {
  if (pathOf(value, scene).ofProject !== true) return scene;
  const { machine } = scene;
  return { ...scene, machine: { ...machine, place: { ...machine.place, cwd: posix.dirname(machine.place.cwd) } } };
}

/** The folder that holds the working directory, where the path lies in it. */
function beside(path: string, cwd: string): string | undefined {
  const parent = posix.dirname(cwd);
  return path.startsWith(`${parent}/`) && parent !== '/' ? parent : undefined;
}

function unmarked<P extends { readonly text: string }>(part: P): P {
  return part.text.includes(SCRIPT_FOLDER) ? { ...part, text: part.text.replace(SCRIPT_FOLDER, '') } : part;
}

/** The place itself, without the folder that a script thinks it lies in. */
export function real(path: string): string {
  return path.includes(SCRIPT_FOLDER) ? posix.normalize(path.replace(SCRIPT_FOLDER, '')) : path;
}

/** Where `path` leads from `base`; keeps the folder that a script thinks it lies in, and the dots behind it. */
export function resolveFrom(base: string, path: string): string {
  const whole = path.startsWith('/') ? path : `${base}/${path}`;
  const at = whole.indexOf(SCRIPT_FOLDER);
  if (at === -1) return posix.resolve(base, path);
  const rest = posix.normalize(`.${whole.slice(at + SCRIPT_FOLDER.length)}`).replace(/^\.$|\/$/, '');
  return `${whole.slice(0, at)}${SCRIPT_FOLDER}${rest === '' ? '' : `/${rest}`}`;
}

function placeOf(value: Value, { shell, machine }: Scene): FoundPath {
  // A tilde that no shell expands here is nobody's folder name: some later reader expands it.
  const written = show(value).replace(/^~(?=\/|$)/, machine.place.home);
  const shown = visibleLine(tilde(written, machine.place.home));
  const unknown: FoundPath = { shown, where: 'dynamic' };
  // Words such as `$$` or a number are part of a name; any other hole ends what is known.
  const open = value.findIndex((part) => part.type === 'hole' && part.nature !== 'word');
  const known = open === -1 ? written : written.slice(0, written.length - show(value.slice(open)).length);
  if (open !== -1 && !/(?:^|\/)[^/]*[^/.*?][^/]*\/?$/.test(known)) {
    // Nothing but dots and slashes before the hole: empty, it would take the whole folder.
    if (!known.startsWith('/') || open === 0) return unknown;
  }
  if (!known.startsWith('/') && shell.cwd === undefined) return unknown;
  const path = posix.resolve(shell.cwd ?? '/', known);
  const where = classifyPath(path, machine.place);
  // With a hole behind it, the folder itself is at stake.
  if (open !== -1 && where === 'cwd' && withoutGlobs(path) === machine.place.cwd) return unknown;
  if (where === 'own-temporary') return { shown: shown.replaceAll(OWN_TEMPORARY, '(mktemp').replace(/^\/tmp\//, ''), where };
  return { shown, where, path: open === -1 ? path : `${path}${known.endsWith('/') ? '/' : ''}${show(value.slice(open))}` };
}

function tilde(path: string, home: string): string {
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
