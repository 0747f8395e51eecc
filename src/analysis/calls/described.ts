// What a method is called on in; how that came about out, as a person would write it: `User.query`, `session.query()`.
import { hostOf, isLocal } from '../commands/host-of.ts';
import { literalOf, type Made, type Thing, toText } from '../program/thing.ts';
import { show } from '../value.ts';

const MAX_DEPTH = 12;

export function described(thing: Thing, depth = 0): string {
  if (depth > MAX_DEPTH) return '…';
  switch (thing.type) {
    case 'made':
      return thing.by;
    case 'ref':
      return thing.name;
    case 'unknown':
      return thing.shown;
    case 'class':
    case 'function':
      return thing.node.name ?? '';
    case 'method':
      return `${described(thing.of, depth + 1)}.${thing.name}`;
    default:
      return '';
  }
}

/** It and all that it came from, the last first. */
export function makers(thing: Thing): readonly Made[] {
  const found: Made[] = [];
  for (let one: Thing | undefined = thing; one?.type === 'made' && found.length < MAX_DEPTH; one = one.self) found.push(one);
  return found;
}

/** A service on this machine: what is done to it stays here. */
export function isLocalService(thing: Thing): boolean {
  return makers(thing).some(({ args, named }) =>
    [...args, ...named.values()].some((one) => {
      const address = one.type === 'text' ? show(toText(one)) : '';
      return /^https?:\/\//.test(address) && isLocal(hostOf(address).host);
    }),
  );
}

/** An option that is surely true: `DryRun=True`. */
export function isOn(thing: Thing | undefined): boolean {
  return thing?.type === 'number'
    ? thing.value !== undefined && thing.value !== 0
    : /^(?:all|true)$/i.test(literalOf(thing) ?? '');
}
