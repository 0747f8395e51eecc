// `>(command)`: a name that commands write to, and what then reads it.
import type { Machine } from '../scene.ts';
import type { Value } from '../value.ts';

const READERS = new WeakMap<Machine, Map<string, (content: Value) => void>>();

export function readBy(machine: Machine, name: string, reader: (content: Value) => void): void {
  const readers = READERS.get(machine) ?? new Map();
  readers.set(name, reader);
  READERS.set(machine, readers);
}

/** @returns Whether the name is one of those. */
export function feed(machine: Machine, name: string, content: Value): boolean {
  const reader = READERS.get(machine)?.get(name);
  reader?.(content);
  return reader !== undefined;
}
