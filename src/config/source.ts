// Everyone who may say something about a run, in one shape: what they say, where their paths start, how their mistakes are named.
import { type ConfigError, TaskError, UsageError } from '../errors.ts';
import { MOST_SECONDS } from '../seconds.ts';
import { visibleLine } from '../text/visible.ts';
import type { TaskSettings } from '../types.ts';
import { isAddress, KEYS } from './keys.ts';
import { isPolicyModule } from './policy-files.ts';
import type { ConfigFile } from './read-config-file.ts';
import { readEnvironment } from './read-environment.ts';
import type { FileSettings, Flags, Layer, PolicyRef } from './settings.ts';

export interface Source {
  readonly who: string;
  readonly says: FileSettings;
  readonly base: string;
  /** Whether it may name a policy that is code. */
  readonly modules: boolean;
  readonly fault: (key: keyof FileSettings, message: string) => Error;
  /** Where this source says it: an option, a variable, a file. */
  readonly where: (key: keyof FileSettings) => string;
}

const TEXTS = ['message', 'deniedMessage', 'model', 'system', 'journal'] as const satisfies readonly (keyof Flags)[];

/** @throws {UsageError} For a number that no timer takes, or an option without a value. */
export function flagSource(flags: Flags, cwd: string): Source {
  const where = (key: keyof FileSettings) => nameOf(key, 'flag');
  const fault = (key: keyof FileSettings, message: string) => new UsageError(`${where(key)} ${message}`);
  for (const key of ['timeout', 'blockTimeout'] as const) {
    const value = flags[key] ?? 1;
    if (!(value >= 0 && value <= MOST_SECONDS) || (key === 'blockTimeout' && value === 0))
      throw fault(key, `must be ${KEYS[key].expects}, not ${value}.`);
  }
  for (const key of TEXTS) if (flags[key]?.trim() === '') throw fault(key, `must be ${KEYS[key].expects}.`);
  // Without the address itself: there may be a password in it.
  for (const key of ['approver', 'baseUrl'] as const)
    if (flags[key] !== undefined && !isAddress(flags[key])) throw fault(key, `must be ${KEYS[key].expects}.`);
  if (flags.policy?.length === 0) throw fault('policy', 'names no policy.');
  return { who: 'the command line', says: flags, base: cwd, modules: true, fault, where };
}

export function environmentSource(env: NodeJS.ProcessEnv, cwd: string): Source {
  const where = (key: keyof FileSettings) => nameOf(key, 'variable');
  const fault = (key: keyof FileSettings, message: string) => new UsageError(`${where(key)} ${message}`);
  return { who: 'the environment', says: readEnvironment(env), base: cwd, modules: false, fault, where };
}

export function fileSource(file: ConfigFile, modules: boolean): Source {
  const fault = (key: keyof FileSettings, message: string): ConfigError =>
    file.fault(key === 'envPass' ? ['env', 'pass'] : [key], message);
  return { who: file.path, says: file.settings, base: file.base, modules, fault, where: () => file.path };
}

export function taskSource(task: { readonly settings: TaskSettings; readonly source: string; readonly base: string }): Source {
  const fault = (key: keyof FileSettings, message: string) =>
    new TaskError(`${visibleLine(task.source)}: front matter "${key}" ${message}`);
  if ((task.settings.timeout ?? 0) > MOST_SECONDS) throw fault('timeout', `must be ${KEYS.timeout.expects}.`);
  return { who: 'the task', says: task.settings, base: task.base, modules: false, fault, where: () => task.source };
}

/** @throws {Error} When it names a module and may not. */
export function policyRefs({ says, base, modules, fault, where }: Source): readonly PolicyRef[] {
  const refs = says.policy ?? [];
  const module = modules ? undefined : refs.find(isPolicyModule);
  if (module !== undefined)
    throw fault('policy', `names "${visibleLine(module)}": a policy module may only be named by flag or by your own config.`);
  return refs.map((ref) => ({ ref, base, modules, from: where('policy') }));
}

function nameOf(key: keyof FileSettings, kind: 'flag' | 'variable'): string {
  if (key === 'tools') return key;
  const names: { readonly name: string; readonly flag?: string; readonly variable: string } = KEYS[key satisfies keyof Layer];
  return names[kind] ?? names.name;
}
