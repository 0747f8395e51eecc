// A file and what happens to it in; the effect that this is goes to the recorder. Reading gives back what is known to be in it.
import type { EffectKind } from '../effects.ts';
import { endsAsOwnFile, holdsOwnFiles, isOwnFile } from './own-files.ts';
import { pathOf } from './path-of.ts';
import type { Scene } from './scene.ts';
import { DISKS, isOne, PERSISTENT, PROJECT_SECRETS, SECRETS } from './special-paths.ts';
import { tellEffect } from './tell-effect.ts';
import { EMPTY, hole, join, show, type Value } from './value.ts';

/** What may happen to a path. `list` asks only whether it is there; `hand-on` reads it without showing it. */
export type Role = 'delete' | 'move' | 'overwrite' | 'write' | 'permissions' | 'read' | 'hand-on' | 'list';

const KINDS: Readonly<Record<Exclude<Role, 'read' | 'hand-on' | 'list'>, readonly [EffectKind, verb: string, tree: string]>> = {
  delete: ['delete', 'deletes', 'deletes the tree'],
  move: ['delete', 'moves away', 'moves away'],
  overwrite: ['overwrite', 'overwrites', 'overwrites files in'],
  write: ['write', 'writes', 'writes files in'],
  permissions: ['permissions', 'changes the permissions of', 'changes the permissions of the tree'],
};
/** Devices that lose nothing when they are written to. */
const NOTHING_LOST = /^\/dev\/(?:null|zero|full|random|urandom|std\w+|tty\w*|pts(?:\/.*)?|fd(?:\/.*)?|shm(?:\/.*)?)$/;

export interface Touch {
  readonly recursive?: boolean;
  readonly content?: Value;
  readonly append?: boolean;
}

export function touch(
  role: Role,
  value: Value,
  scene: Scene,
  line: number,
  { recursive = false, content, append = false }: Touch = {},
): void {
  if (role === 'list') return;
  if (role === 'read' || role === 'hand-on') {
    readFile(value, scene, line, role);
    return;
  }
  const { machine } = scene;
  const { shown, where, path } = pathOf(value, scene);
  if (show(value) === '' || (path !== undefined && NOTHING_LOST.test(path) && !isOwnFile(path, machine.place))) return;
  const key = path ?? show(value);
  if (content !== undefined) machine.files.set(key, append ? join([machine.files.get(key) ?? EMPTY, content]) : content);
  const [usual, verb, tree] = KINDS[role];
  const adds = role === 'write' || role === 'overwrite' || role === 'permissions';
  const { home } = machine.place;
  const tell = (kind: EffectKind, says: string, place = where) =>
    tellEffect(scene, {
      kind,
      says: `${says} ${shown}`,
      line,
      ...(path === undefined ? {} : { path }),
      where: place,
      ...(recursive ? { recursive } : {}),
    });
  const takesAway = path !== undefined && (role === 'move' || (role === 'delete' && recursive));
  if (takesAway && holdsOwnFiles(path, machine.place)) tell('self-tamper', "takes approve-run's own files away with");
  if (path === undefined && endsAsOwnFile(show(value))) tell('self-tamper', "changes approve-run's own file");
  if (path === undefined) tell(usual, recursive ? tree : verb);
  else if (isOne(DISKS, path, home)) tell(path.startsWith('/proc') ? 'process' : 'disk', 'writes to the device');
  else if (isOwnFile(path, machine.place)) tell('self-tamper', "changes approve-run's own file");
  else if (adds && isOne(PERSISTENT, path, home)) tell('persistence', 'changes what starts by itself:');
  // One's own files in a shared folder are one thing, the folder itself another.
  else if (!adds && recursive && /^\/(?:var\/)?tmp(?:\/\*?)?$/.test(path)) tell(usual, tree, 'system');
  // What is written into the folder lies inside it.
  else
    tell(
      usual,
      recursive ? tree : verb,
      where === 'cwd' && (role === 'write' || role === 'overwrite') && !path.includes('/.git') ? 'inside' : where,
    );
}

/** @returns What the block itself wrote there, or a hole that carries what kind of secret it is. */
export function readFile(value: Value, scene: Scene, line: number, role: 'read' | 'hand-on' = 'read'): Value {
  const { machine } = scene;
  const { shown, where, path } = pathOf(value, scene);
  const written = machine.files.get(path ?? show(value));
  if (written !== undefined) return written;
  if (path === '/dev/stdin' || path === '/dev/fd/0' || path === '/proc/self/fd/0') return scene.stdin;
  if (
    (path !== undefined && isOne(SECRETS, path, machine.place.home)) ||
    (role === 'read' && path !== undefined && isOne(PROJECT_SECRETS, path, machine.place.home))
  ) {
    tellEffect(scene, {
      kind: 'read-secret',
      says: `reads the secret ${shown}`,
      line,
      ...(path === undefined ? {} : { path }),
      where,
    });
    return hole(`$(<${shown})`, { secret: shown });
  }
  return hole(`$(<${shown})`);
}
