// Functions that have some of their arguments already, and methods that are called as functions.
import type { Api } from './api.ts';
import { perform } from './perform-call.ts';
import type { Frame, Given } from './program.ts';
import type { Thing } from './thing.ts';

export function withBound({ args, named }: Pick<Given, 'args' | 'named'>, given: Given): Given {
  return { ...given, args: [...args, ...given.args], named: new Map([...named, ...given.named]) };
}

/** `Path.unlink(path)` is `path.unlink()`. */
export function performUnbound(api: Api, name: string, self: Thing, given: Given, frame: Frame): Thing {
  const [first, ...args] = given.args;
  const unbound = self.type === 'nothing' && first?.type === 'text' && first.of !== undefined && name.startsWith(`${first.of}.`);
  return unbound ? perform(api, name, first, { ...given, args }, frame) : perform(api, name, self, given, frame);
}
