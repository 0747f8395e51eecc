// Where config may lie: the names of a project's files, and the folder of the user's own.
import { isAbsolute, join } from 'node:path';
import { ConfigError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';

/** The first that is there counts. */
export const RC_FILES = ['.approvalrc', '.approvalrc.json', '.approvalrc.yaml', '.approvalrc.yml'];
export const PACKAGE_FILE = 'package.json';
export const PACKAGE_KEY = 'approve-run';
export const USER_FILES = ['config.json', 'config.yaml', 'config.yml'];

/** Whose settings: `home` and `$XDG_…_HOME` say where they are. */
export interface Owner {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What approve-run keeps for a user: the variable that says where, and where it is without one. */
const KEPT = {
  config: ['XDG_CONFIG_HOME', '.config'],
  cache: ['XDG_CACHE_HOME', '.cache'],
  state: ['XDG_STATE_HOME', '.local/state'],
  data: ['XDG_DATA_HOME', '.local/share'],
} as const;

/** @returns Undefined without an absolute home: a relative one would make the working directory the user's own. */
function ownFolder(what: keyof typeof KEPT, { home, env }: Owner): string | undefined {
  const [variable, usual] = KEPT[what];
  const xdg = env[variable];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'approve-run');
  return isAbsolute(home) ? join(home, usual, 'approve-run') : undefined;
}

export const configFolder = (owner: Owner) => ownFolder('config', owner);
export const cacheFolder = (owner: Owner) => ownFolder('cache', owner);
export const stateFolder = (owner: Owner) => ownFolder('state', owner);

export function ownFolders(owner: Owner): readonly string[] {
  return (Object.keys(KEPT) as (keyof typeof KEPT)[]).flatMap((what) => ownFolder(what, owner) ?? []);
}

/** @returns The value under our key of a package.json, if there is one. */
export function packageValue(path: string, text: string): unknown {
  if (!text.includes(PACKAGE_KEY)) return undefined;
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof data !== 'object' || data === null || !Object.hasOwn(data, PACKAGE_KEY)) return undefined;
    return (data as Record<string, unknown>)[PACKAGE_KEY];
  } catch (cause) {
    throw new ConfigError(`${visibleLine(path)}: is not valid JSON: ${visibleLine(String((cause as Error).message))}.`, {
      cause,
    });
  }
}
