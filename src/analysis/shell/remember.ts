// What the block did so far, as far as later commands are judged by it: what it made it may remove, what it fetched it may not run.
import { posix } from 'node:path';
import { real } from '../path-of.ts';
import type { Machine, Scene } from '../scene.ts';
import { show, type Value } from '../value.ts';

/**
 * `made`: a branch, a volume, a cluster, by what it is and its name. `fetched`: a folder, and the host that it comes from.
 * `remote`: the name of a repository elsewhere, and its host. `script`: one of package.json, and its code. `history`: what `fc` may run.
 */
export type Fact = 'made' | 'fetched' | 'remote' | 'script' | 'history';

const FACTS = new WeakMap<Machine, Map<Fact, Map<string, string>>>();

export function remember({ machine }: Scene, fact: Fact, name: string, what = ''): void {
  const facts = FACTS.get(machine) ?? new Map<Fact, Map<string, string>>();
  FACTS.set(machine, facts);
  facts.set(fact, (facts.get(fact) ?? new Map<string, string>()).set(name, what));
}

export function recall({ machine }: Scene, fact: Fact, name: string): string | undefined {
  return FACTS.get(machine)?.get(fact)?.get(name);
}

export function recallAll({ machine }: Scene, fact: Fact): ReadonlyMap<string, string> {
  return FACTS.get(machine)?.get(fact) ?? new Map();
}

/** Where a download was unpacked; in the working directory itself, whose other folders are not meant, what is named like it. */
export function rememberFetched(scene: Scene, folder: Value, host: string, address: string): void {
  const path = absolute(folder, scene);
  const own = path === scene.machine.place.cwd || path === scene.machine.place.home || path === '/tmp';
  if (!own) remember(scene, 'fetched', path, host);
  else for (const stem of stemsOf(address)) remember(scene, 'fetched', `${path}/${stem}*`, host);
}

/** The host that the file or folder was fetched from by this block. */
export function fetchedFrom(path: Value, scene: Scene): string | undefined {
  const found = absolute(path, scene);
  for (const [folder, host] of recallAll(scene, 'fetched')) {
    const like = folder.endsWith('*') ? folder.slice(0, -1) : undefined;
    const under =
      like !== undefined ? found.startsWith(like) && !/^\w/.test(found.slice(like.length)) : `${found}/`.startsWith(`${folder}/`);
    if (under) return host;
  }
  return undefined;
}

function absolute(path: Value, { shell }: Scene): string {
  return posix.resolve(real(shell.cwd ?? '/(unknown)'), real(show(path)));
}

const MAX_NAME = 100;
const USUAL_SCRIPTS = ['configure', 'install.sh', 'install'];

/** `https://x.example/tool/v1/tool-1.2.tar.gz`: what it unpacks is called like one of these. */
function stemsOf(address: string): readonly string[] {
  const [url = address] = /[a-z+]+:\/\/[^\s'")|]+/i.exec(address) ?? [];
  const path = url.replace(/^[a-z+]+:\/\/[^/]*/i, '').replace(/[?#].*/, '');
  const own = address.slice(address.lastIndexOf('/') + 1);
  return [...path.split('/'), /^[\w.-]+$/.test(own) ? own : '', ...USUAL_SCRIPTS]
    .filter((name) => name.length < MAX_NAME)
    .map((name) => name.replace(/\.(?:git|zip|tgz|tar(?:\.\w+)?|txz|tbz2?)$/, '').replace(/[-_.]?v?\d[\w.]*$/, ''))
    .filter(
      (stem) =>
        stem.length > 0 &&
        !/^(?:archive|releases?|download|refs|heads|tags|main|master|raw|get|latest|src|lib|bin|build)$/.test(stem),
    );
}
