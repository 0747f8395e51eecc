// Options in, the parts of a run out. The only file that knows every implementation.
import { dirname, resolve } from 'node:path';
import { createGrants } from '../approval/grants/grants.ts';
import { type Remembered, storedGrants } from '../approval/grants/stored-grants.ts';
import { joinGate, type Past } from '../assemble/join-gate.ts';
import { ownPaths } from '../assemble/own-paths.ts';
import { grantStore } from '../config/grant-store.ts';
import type { Flags, Settings } from '../config/load-settings.ts';
import { loadSettings } from '../config/load-settings.ts';
import { cacheFolder } from '../config/places.ts';
import { ConfigError } from '../errors.ts';
import { blockEnvironment } from '../execution/environment.ts';
import { preparer } from '../execution/prepare.ts';
import { projectFolder } from '../execution/resolve-program.ts';
import type { Sandbox } from '../execution/sandbox/sandbox.ts';
import { loadPolicy } from '../policy/load-policy.ts';
import type { Policy, ReadCode } from '../policy/policy.ts';
import { onlyTools } from '../policy/tools-policy.ts';
import { parseTask } from '../task/parse-task.ts';
import { readTask } from '../task/read-task.ts';
import type { ApprovalFunction, CodeBlock, Gate, Preparation, SandboxMode, Task } from '../types.ts';
import { homeFolder, workingFolder } from './folders.ts';
import { openSandbox } from './open-sandbox.ts';

export interface Session {
  readonly task: Task;
  /** Its whole text, as it was read. */
  readonly taskText: string;
  /** Where it lies, if it is a file. */
  readonly taskPath: string | undefined;
  readonly settings: Settings;
  readonly policies: readonly Policy[];
  readonly cwd: string;
  /** What blocks see of the environment, and the names that they do not. */
  readonly environment: ReturnType<typeof blockEnvironment>;
  /** Absent: blocks have all rights of the user. */
  readonly sandbox?: Sandbox;
  readonly sandboxMode: SandboxMode;
  readonly prepare: (block: CodeBlock) => Preparation;
  readonly gate: (approver: ApprovalFunction | undefined, past?: Past) => Gate;
  /** What the user's file of grants holds here. */
  readonly remembered: Remembered;
}

/** A task that was read before. */
interface TaskText {
  readonly source: string;
  /** The file that it came from. */
  readonly path?: string;
  readonly text: string;
}

export interface SessionOptions {
  /** A path, `-`, or a text that is not read again. */
  readonly task: string | TaskText;
  readonly cwd?: string | undefined;
  readonly flags: Flags;
  /** Whether blocks run after they are judged. Default: true. */
  readonly happens?: boolean;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const home = homeFolder();
  const cwd = workingFolder(options.cwd);
  const { text: taskText, path: taskPath, source } = typeof options.task === 'string' ? await read(options.task) : options.task;
  const task = await parseTask(taskText, source);
  const base = taskPath === undefined ? cwd : dirname(resolve(taskPath));
  const store = grantStore({ home, env: process.env });
  const said = await loadSettings({
    cwd,
    home,
    env: process.env,
    flags: options.flags,
    task: { settings: task.settings, source: task.source, base },
  });
  const environment = blockEnvironment(process.env, said.envPass);
  const project = projectFolder(cwd, home);
  const place = { cwd, home, project, env: environment.env, task: taskPath };
  const [policies, { mode, sandbox, notices }] = await Promise.all([
    loadPolicies(said),
    openSandbox(said, place, options.happens !== false),
  ]);
  const settings = { ...said, notices: [...said.notices, ...notices] };
  const remembered = { store, project };
  const own = () => ownPaths({ home, env: process.env }, settings.policies, journalFolders(settings));
  return {
    task,
    taskText,
    taskPath,
    settings: { ...settings, notices: [...settings.notices, ...(await faultsIn(store))] },
    policies,
    cwd,
    environment,
    remembered,
    ...(sandbox === undefined ? {} : { sandbox }),
    sandboxMode: mode,
    prepare: preparer({ tools: settings.tools, cwd, project, env: sandbox?.env ?? environment.env, mode, sandbox }),
    gate: (approver, past) =>
      joinGate({
        judges: async () => ({ policies, home, own, happens: options.happens !== false }),
        approver,
        past,
        grants: storedGrants(createGrants(settings.always), remembered),
      }),
  };
}

async function read(task: string): Promise<TaskText> {
  const text = await readTask(task);
  return task === '-' ? { source: 'standard input', text } : { source: task, path: task, text };
}

/** What blocks must not change of it, wherever it lies. */
function journalFolders({ journal }: Settings): readonly string[] {
  return journal === undefined || journal === 'off' ? [] : [journal];
}

/** A damaged file stops no run: it grants nothing, and is said to. */
async function faultsIn(store: Remembered['store']): Promise<readonly string[]> {
  try {
    await store.read();
    return [];
  } catch (fault) {
    if (fault instanceof ConfigError) return [fault.message];
    throw fault;
  }
}

async function loadPolicies({ policies, limits, tools }: Settings): Promise<Policy[]> {
  const loaded = policies.map(({ ref, base, modules }) => openPolicy(ref, base, modules, tools));
  return [...(await Promise.all(loaded)), ...limits.map((limit) => onlyTools(limit.tools, tools, limit.who))];
}

/** Loads a policy with its examples read by the real readers. */
export async function openPolicy(ref: string, base: string, modules: boolean, tools: Settings['tools']): Promise<Policy> {
  const read: ReadCode = async (code, tool, place) => (await reader())(code, tool, place);
  const cache = cacheFolder({ home: homeFolder(), env: process.env });
  return loadPolicy(ref, { base, modules, tools, read, ...(cache === undefined ? {} : { cache }) });
}

let analysis: Promise<typeof import('../analysis/analyse.ts')> | undefined;

/** Loaded when the first block is read under a policy that looks at what code does. */
async function reader() {
  analysis ??= import('../analysis/analyse.ts');
  return (await analysis).analyse;
}
