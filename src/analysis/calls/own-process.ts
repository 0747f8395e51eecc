// Something that names a process in; whether that is this program, its group, or one that it started.
import type { Thing } from '../program/thing.ts';

const STARTED = /(?:Popen|create_subprocess_\w+|Process|spawn|fork|exec|execFile)\(\)(?:\.pid)?(?:\(\))?$/;

export function isOwnProcess(thing: Thing, depth = 0): boolean {
  if (depth > 4) return false;
  if (thing.type === 'number') return thing.value === 0;
  if (thing.type === 'text')
    return thing.value.length > 0 && thing.value.every((part) => part.type === 'hole' && part.nature === 'own-process');
  if (thing.type === 'either') return thing.ways.every((way) => isOwnProcess(way, depth + 1));
  if (thing.type !== 'made') return false;
  return STARTED.test(thing.by) || thing.args.some((arg) => isOwnProcess(arg, depth + 1));
}
