// The working folder and the environment in; the settings of a run here, and what there is to say about where they come from, out.

import { findUserFile } from '../../config/find-user-file.ts';
import { KEYS } from '../../config/keys.ts';
import { loadSettings, type Settings } from '../../config/load-settings.ts';
import { configFolder } from '../../config/places.ts';
import { readConfigFile } from '../../config/read-config-file.ts';
import { readEnvironment } from '../../config/read-environment.ts';
import { findProjectFile, trustOf } from '../../config/trust.ts';
import { ApproveRunError } from '../../errors.ts';
import { didYouMean } from '../../text/did-you-mean.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { openPolicy } from '../assemble.ts';
import type { Finding } from './finding.ts';

interface Owner {
  readonly cwd: string;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Config {
  /** Undefined where something of it cannot be used. */
  readonly settings: Settings | undefined;
  readonly findings: readonly Finding[];
}

const TRUST = {
  trusted: 'trusted',
  changed: 'changed since you trusted it: it can only make runs stricter',
  untrusted: 'not trusted: it can only make runs stricter',
} as const;

/** Each part is looked at by itself: a run would stop at the first fault, and hide the next one. */
export async function lookAtConfig(owner: Owner): Promise<Config> {
  const { cwd, home, env } = owner;
  const files = [
    await orBroken('your own file', () => userFile(owner)),
    await orBroken('project file', () => projectFile(owner)),
    await orBroken('environment', async () => variables(env)),
  ];
  const told = files.map(({ says }) => says);
  let settings: Settings | undefined;
  const notices: Finding[] = [];
  const whole = await orBroken('settings', async () => {
    settings = await loadSettings({ cwd, home, env, flags: {} });
    notices.push(...settings.notices.map((says): Finding => ({ mark: 'note', name: 'ignored', says })));
    return policies(settings);
  });
  const known = whole.mark === 'broken' && told.includes(whole.says);
  return { settings, findings: [...files, ...notices, ...(known ? [] : [whole])] };
}

async function userFile(owner: Owner): Promise<Finding> {
  const name = 'your own file';
  const folder = configFolder(owner);
  const path = folder && findUserFile(folder);
  if (path === undefined) return { mark: 'absent', name, says: folder === undefined ? 'none' : `none in ${shortPath(folder)}` };
  await readConfigFile(path);
  return { mark: 'works', name, says: shortPath(path) };
}

async function projectFile({ cwd, home, env }: Owner): Promise<Finding> {
  const name = 'project file';
  const path = await findProjectFile(cwd, home);
  if (path === undefined) return { mark: 'absent', name, says: 'none here' };
  const trust = await trustOf(await readConfigFile(path), { home, env });
  return { mark: 'works', name, says: `${shortPath(path)} · ${TRUST[trust]}` };
}

function variables(env: NodeJS.ProcessEnv): Finding {
  const name = 'environment';
  readEnvironment(env);
  const known = [
    ...Object.values(KEYS).map(({ variable }) => variable),
    'APPROVE_RUN_API_KEY',
    'APPROVE_RUN_APPROVER_KEY',
    'APPROVE_RUN_JOURNAL_KEY',
  ];
  const set = Object.keys(env).filter((variable) => variable.startsWith('APPROVE_RUN_') && env[variable]?.trim());
  const unknown = set.find((variable) => !known.includes(variable));
  if (unknown !== undefined) {
    const todo = 'Rename it, or unset it.';
    return { mark: 'note', name, says: `${visibleLine(unknown)} means nothing${didYouMean(unknown, known)}`, todo };
  }
  if (set.length === 0) return { mark: 'absent', name, says: 'no APPROVE_RUN_ variable is set' };
  return { mark: 'works', name, says: set.map(visibleLine).join(', ') };
}

async function policies({ policies: refs, tools }: Settings): Promise<Finding> {
  return orBroken('policy', async () => {
    for (const { ref, base, modules } of refs) await openPolicy(ref, base, modules, tools);
    const named = refs.map(({ ref, from }) => `${visibleLine(ref)} (${shortPath(from)})`);
    return { mark: 'works', name: 'policy', says: named.join(' + ') };
  });
}

async function orBroken(name: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof ApproveRunError)) throw error;
    // What the doctor says is what people show to others.
    return { mark: 'broken', name, says: error.message.replace(/:\/\/[^/\s]+@/g, '://…@') };
  }
}
