// A path in; the path that it leads to through links that the block made out.
import { posix } from 'node:path';
import { pathOf } from '../path-of.ts';
import type { Scene } from '../scene.ts';
import { show, text, type Value } from '../value.ts';

/** Links may lead to links, and in a circle. */
const MAX_LINKS = 8;

/** @param itself Whether a link at the very end is followed too: one that is deleted is not. */
export function followLinks(value: Value, scene: Scene, itself: boolean): Value {
  const { links } = scene.machine;
  if (links.size === 0) return value;
  const { path } = pathOf(value, scene);
  if (path === undefined) return value;
  const follows = itself || show(value).endsWith('/');
  let current = path;
  for (let step = 0; step < MAX_LINKS; step++) {
    const next = follow(current, links, follows);
    if (next === undefined) break;
    current = next;
  }
  return current === path ? value : text(current);
}

function follow(path: string, links: ReadonlyMap<string, string>, itself: boolean): string | undefined {
  const bare = path.replace(/\/$/, '');
  for (let at = bare.length; at > 0; at = bare.lastIndexOf('/', at - 1)) {
    const target = at === bare.length && !itself ? undefined : links.get(bare.slice(0, at));
    if (target !== undefined) return posix.normalize(target + bare.slice(at));
  }
  return undefined;
}

/** `ln target link`; a link whose name is a folder's lies in that folder. */
export function rememberLink(target: Value, link: Value, scene: Scene): void {
  const [to, from] = [pathOf(target, scene), pathOf(link, scene)];
  if (from.path === undefined) return;
  const path = from.path.replace(/\/$/, '');
  const shown = show(target);
  const relative = shown.startsWith('/') || to.path === undefined ? to.path : posix.resolve(posix.dirname(path), shown);
  if (relative === undefined || relative === path) return;
  const { links } = scene.machine;
  if (path !== scene.machine.place.cwd) links.set(path, relative);
  const inner = posix.join(path, posix.basename(shown));
  if (relative !== inner) links.set(inner, to.path ?? relative);
}
