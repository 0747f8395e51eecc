// Flags, environment, config files and front matter in; the settings of a run out. Defaults < user < trusted project < environment < flags.
import { join, resolve } from 'node:path';
import { visibleLine } from '../text/visible.ts';
import type { TaskSettings } from '../types.ts';
import { DEFAULTS } from './defaults.ts';
import { findProjectFile } from './find-project-file.ts';
import { findUserFile } from './find-user-file.ts';
import { originsOf } from './origins.ts';
import { configFolder, type Owner, stateFolder } from './places.ts';
import { isPolicyPath } from './policy-files.ts';
import { type ConfigFile, readConfigFile } from './read-config-file.ts';
import { listedTools, resolveTools, type Tools, toolName } from './resolve-tools.ts';
import { type Flags, type Layer, PLAIN, type PolicyRef, type Settings, type Trust } from './settings.ts';
import { environmentSource, fileSource, flagSource, policyRefs, type Source, taskSource } from './source.ts';
import { type Tightened, tighten } from './tighten.ts';
import { trustOf } from './trust.ts';

export type { Flags, Settings } from './settings.ts';

interface SettingsInput {
  readonly cwd: string;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly flags: Flags;
  readonly task?: { readonly settings: TaskSettings; readonly source: string; readonly base: string };
}

/**
 * Collects what everyone says and who may say it: a task, and a project's file that is not trusted, only tighten.
 *
 * @throws {ConfigError | UsageError | TaskError} Naming who was wrong, where, and what was expected.
 */
export async function loadSettings({ cwd, home, env, flags, task }: SettingsInput): Promise<Settings> {
  const folder = configFolder({ home, env });
  const user = await readIfThere(folder && findUserFile(folder));
  const project = await readIfThere(await findProjectFile(cwd, home));
  const trust = project && (await trustOf(project, { home, env }));
  const projectSource = project && fileSource(project, false);
  const trusted = trust === 'trusted' ? projectSource : undefined;
  const untrusted = trust === 'trusted' ? undefined : projectSource;

  const strongest = [
    flagSource(flags, cwd),
    environmentSource(env, cwd),
    ...(trusted ? [trusted] : []),
    ...(user ? [fileSource(user, true)] : []),
  ];
  const tools = resolveTools(strongest.toReversed());
  const always = strongest.find(({ says }) => says.always !== undefined);
  const said = <K extends keyof Layer>(key: K) => strongest.find(({ says }) => says[key] !== undefined)?.says[key];

  const granted = {
    timeout: said('timeout') ?? DEFAULTS.timeout,
    blockTimeout: said('blockTimeout') ?? DEFAULTS.blockTimeout,
    maxTurns: said('maxTurns') ?? DEFAULTS.maxTurns,
    sandbox: said('sandbox') ?? DEFAULTS.sandbox,
  };
  const byProject = untrusted && tighten(untrusted, granted, tools);
  const byTask = task && tighten(taskSource(task), byProject ?? granted, tools);
  const { timeout, blockTimeout, maxTurns, sandbox } = byTask ?? byProject ?? granted;
  const plain = PLAIN.flatMap((key) => (said(key) === undefined ? [] : [[key, said(key)]]));
  const policies = distinct([
    ...policiesInForce(strongest, cwd),
    ...(trusted ? policyRefs(trusted) : []),
    ...(byProject?.policies ?? []),
    ...(byTask?.policies ?? []),
  ]);
  const tightenings = [
    untrusted && byProject && { source: untrusted, left: byProject },
    task && byTask && { source: taskSource(task), left: byTask },
  ].flatMap((step) => step ?? []);
  return {
    policies,
    always: always ? alwaysTools(always, tools) : [],
    timeoutMs: milliseconds(timeout),
    onTimeout: said('onTimeout') ?? DEFAULTS.onTimeout,
    blockTimeoutMs: milliseconds(blockTimeout),
    maxTurns,
    modelTimeoutMs: milliseconds(said('modelTimeout') ?? DEFAULTS.modelTimeout),
    bell: said('bell') ?? DEFAULTS.bell,
    sandbox,
    allowRead: pathsOf('allowRead', strongest, home),
    allowWrite: pathsOf('allowWrite', strongest, home),
    ...(Object.fromEntries(plain) as Pick<Layer, (typeof PLAIN)[number]>),
    tools: tools.on,
    limits: [
      ...strongest.flatMap((source) => listedTools(source, tools)),
      ...(byProject?.limits ?? []),
      ...(byTask?.limits ?? []),
    ],
    envPass: said('envPass') ?? [],
    journal: journalOf(strongest, { home, env }),
    notices: [
      ...(project && byProject ? projectNotice(project, byProject, trust) : []),
      ...(task && byTask?.ignored.length ? [taskNotice(task.source, byTask.ignored)] : []),
    ],
    files: [...(user ? [{ path: user.path }] : []), ...(project && trust ? [{ path: project.path, trust }] : [])],
    origins: originsOf({ strongest, granted, tightenings, policies, tools }),
  };
}

async function readIfThere(path: string | undefined): Promise<ConfigFile | undefined> {
  return path === undefined ? undefined : readConfigFile(path);
}

/** Of flags, environment and files the strongest that names a policy. */
function policiesInForce(strongest: readonly Source[], cwd: string): readonly PolicyRef[] {
  const source = strongest.find(({ says }) => says.policy !== undefined);
  if (source !== undefined) return policyRefs(source);
  return [{ ref: DEFAULTS.policy, base: cwd, modules: false, from: 'default' }];
}

function distinct(refs: readonly PolicyRef[]): readonly PolicyRef[] {
  const place = ({ ref, base }: PolicyRef) => (isPolicyPath(ref) ? resolve(base, ref) : ref);
  return refs.filter((one, index) => refs.findIndex((other) => place(other) === place(one)) === index);
}

function alwaysTools(source: Source, { known }: Tools): readonly string[] {
  const words = source.says.always ?? [];
  return [...new Set(words.map((word) => (word === 'all' ? word : toolName(word, known, 'always', source))))];
}

function pathsOf(key: 'allowRead' | 'allowWrite', strongest: readonly Source[], home: string): readonly string[] {
  const source = strongest.find(({ says }) => says[key] !== undefined);
  return (source?.says[key] ?? []).map((path) => absolute(path, source?.base ?? home, home));
}

function journalOf(strongest: readonly Source[], owner: Owner): string | undefined {
  const source = strongest.find(({ says }) => says.journal !== undefined);
  const said = source?.says.journal;
  if (source !== undefined && said !== undefined) return said === 'off' ? said : absolute(said, source.base, owner.home);
  const folder = stateFolder(owner);
  return folder && join(folder, 'journal');
}

/** `~` is spelt out here: only some shells do it after a `=`, and no file does. */
function absolute(path: string, base: string, home: string): string {
  return resolve(
    base,
    path.replace(/^~(?=\/|$)/, () => home),
  );
}

/** Upwards, because 0 would wait without end. */
function milliseconds(seconds: number): number {
  return Math.ceil(seconds * 1000);
}

function projectNotice({ path }: ConfigFile, { ignored }: Tightened, trust: Trust | undefined): readonly string[] {
  const file = visibleLine(path);
  const why = trust === 'changed' ? 'has changed since you trusted it' : 'is not trusted';
  if (ignored.length > 0) return [`${file} ${why}; ignored in it: ${list(ignored)}. Read it, then run: approve-run trust`];
  return trust === 'changed' ? [`${file} ${why}, so it can only tighten. Read it, then run: approve-run trust`] : [];
}

function taskNotice(source: string, ignored: readonly string[]): string {
  return `${visibleLine(source)}: front matter ${list(ignored)} ignored; a task can only make a run stricter.`;
}

function list(words: readonly string[]): string {
  return words.map((word) => `"${visibleLine(word)}"`).join(', ');
}
