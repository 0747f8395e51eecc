// Settings, a folder and maybe a sandbox in; what finds, saves and runs blocks there out, until it is closed.
import { homedir } from 'node:os';
import { projectPath } from '../../text/project-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { findTool } from '../../tool/find-tool.ts';
import { savedAs } from '../../tool/tools.ts';
import type { Approved, BlockResult, CodeBlock, CodeExecutor, Preparation } from '../../types.ts';
import { type Ending, resultOf } from '../ending.ts';
import { blockEnvironment } from '../environment.ts';
import { localExecutor } from '../local-executor.ts';
import { preparer } from '../prepare.ts';
import { projectFolder } from '../resolve-program.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { openWorkshop } from '../workshop.ts';
import type { ExecutorSettings } from './executor-options.ts';
import { fileNameOf, pathInFolder, temporaryName } from './file-name.ts';
import { activated, pythonOf, pythonTool } from './python-environment.ts';
import type { SavedFiles } from './saved-files.ts';

export type OpenSandboxIn = (place: SandboxPlace) => Promise<Sandbox>;

interface SandboxPlace {
  /** Real path. */
  readonly cwd: string;
  readonly project: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

export type CommandLineSession = Required<Pick<CodeExecutor, 'prepare' | 'run' | 'close'>>;

/** Two versions of a module within a second are one and the same to Python's cache. */
const UNCACHED = { PYTHONDONTWRITEBYTECODE: '1' };

export async function openSession(
  settings: ExecutorSettings,
  cwd: string,
  files: SavedFiles,
  openSandboxIn: OpenSandboxIn | undefined,
): Promise<CommandLineSession> {
  const { tools, virtualEnv } = settings;
  const python = virtualEnv === undefined ? undefined : pythonOf(virtualEnv);
  const project = projectFolder(cwd, homedir());
  const seen: Readonly<Record<string, string>> = {
    ...UNCACHED,
    ...blockEnvironment(process.env, settings.envPass).env,
    ...settings.env,
  };
  const sandbox = await openSandboxIn?.({ cwd, project, env: seen });
  // Programs that we start are never looked up in the virtual environment: blocks may be able to write there.
  const env = sandbox?.env ?? seen;
  const options = { cwd, env, mode: sandbox?.mode ?? 'none', sandbox } as const;
  const own = python === undefined ? undefined : pythonTool(tools, python);
  const prepareOwn = own && preparer({ ...options, tools: [own], project: undefined });
  const prepareAny = preparer({ ...options, tools, project });

  function prepare(block: CodeBlock): Preparation {
    const isOwn = own !== undefined && findTool(block.language, tools)?.name === own.name;
    const preparation = isOwn && prepareOwn ? prepareOwn(block) : prepareAny(block);
    if (preparation.status !== 'ready') return preparation;
    const { proposal } = preparation;
    const name = fileNameOf(block.code) ?? (settings.cleanup ? undefined : temporaryName(block, proposal.tool));
    if (name === undefined) return preparation;
    const found = pathInFolder(name, cwd);
    const saveAs = 'fault' in found ? found : files.placeFor(found.path, block.digest);
    if ('fault' in saveAs) return { status: 'missing', result: notStarted({ exitCode: 1, error: saveAs.fault }) };
    return { status: 'ready', proposal: { ...proposal, argv: savedAs(proposal.argv, saveAs.path), saveAs } };
  }

  async function save({ saveAs, block }: Approved): Promise<Ending | undefined> {
    if (saveAs === undefined) return undefined;
    const found = pathInFolder(saveAs.path, cwd);
    const isThere = 'path' in found && found.path === saveAs.path;
    if (isThere && files.save(saveAs, block.code)) return undefined;
    const shown = visibleLine(projectPath(saveAs.path, cwd));
    return { exitCode: 126, changed: [saveAs.path], error: `Not started: changed since the approval: ${shown}.` };
  }

  const workshop = openWorkshop(env.PATH ?? '', cwd);
  const local = localExecutor({
    env: virtualEnv === undefined ? env : activated(env, virtualEnv),
    timeout: settings.timeoutMs / 1000,
    workshop,
    prepare,
    sandbox,
    beforeStart: save,
  });

  return {
    prepare,
    async run(approved, output, signal) {
      const result = await local.run(approved, output, signal);
      const path = approved.saveAs?.path;
      return path !== undefined && files.holds(path) ? { ...result, file: path } : result;
    },
    async close() {
      const left = (await local.close?.()) ?? [];
      workshop.close();
      sandbox?.close();
      return left;
    },
  };
}

function notStarted(ending: Ending): BlockResult {
  return resultOf(ending, { durationMs: 0, bytes: 0, output: { head: '', tail: '', omittedBytes: 0 } });
}
