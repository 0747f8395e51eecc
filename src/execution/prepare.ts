// A block in; a proposal with everything that an approval binds, or the reason why it cannot run, out.
import { spawnSync } from 'node:child_process';
import { visibleLine } from '../text/visible.ts';
import { findTool } from '../tool/find-tool.ts';
import type { Argv, BlockResult, CodeBlock, Preparation, SandboxMode, Tool } from '../types.ts';
import { resultOf } from './ending.ts';
import { folderIdentity } from './folder-identity.ts';
import { resolveProgram } from './resolve-program.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

export interface PrepareOptions {
  readonly tools: readonly Tool[];
  /** Real path of the working directory. */
  readonly cwd: string;
  readonly project: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** @default none */
  readonly mode?: SandboxMode;
  /** Absent also where nothing will run. */
  readonly sandbox?: Pick<Sandbox, 'hides'> | undefined;
}

/**
 * Finds what runs a block. Programs are looked up once, when their tool is first met, and never inside the project.
 *
 * @example
 * ```ts
 * import { BUILT_IN_TOOLS, extractCodeBlocks, preparer } from 'approve-run';
 *
 * const prepare = preparer({ tools: BUILT_IN_TOOLS, cwd: process.cwd(), project: process.cwd(), env: { PATH: process.env.PATH ?? '' } });
 * for (const block of extractCodeBlocks('```bash\necho hello\n```\n```json\n{}\n```\n')) console.log(prepare(block).status);
 * // ready, no-tool
 * ```
 */
export function preparer(options: PrepareOptions): (block: CodeBlock) => Preparation {
  const found = new Map<string, Argv | undefined>();
  const hidden = new Map<string, string | undefined>();
  return (block) => {
    const tool = findTool(block.language, options.tools);
    if (tool === undefined) return { status: 'no-tool', reason: noTool(block.language) };
    if (!found.has(tool.name)) found.set(tool.name, startOf(tool, options));
    const argv = found.get(tool.name);
    if (argv === undefined) return { status: 'missing', result: notStarted(missing(tool)) };
    if (!hidden.has(tool.name)) hidden.set(tool.name, options.sandbox?.hides(argv[0]));
    const why = hidden.get(tool.name);
    if (why !== undefined) return { status: 'missing', result: notStarted(`${visibleLine(argv[0])} cannot be started: ${why}`) };
    const { cwd, mode: sandbox = 'none' } = options;
    return { status: 'ready', proposal: { block, tool: tool.name, argv, cwd, ...identityOf(cwd), sandbox } };
  };
}

function identityOf(cwd: string): { readonly folder?: string } {
  const folder = folderIdentity(cwd);
  return folder === undefined ? {} : { folder };
}

/** @returns How its blocks are started, or undefined where no program will do. */
export function startOf(tool: Tool, { env, project }: Pick<PrepareOptions, 'env' | 'project'>): Argv | undefined {
  for (const { argv, probe } of tool.commands) {
    const [name, ...rest] = argv;
    const program = resolveProgram(name, env.PATH ?? '', project);
    if (program === undefined) continue;
    // A probe is our own constant text; it runs where no file of the project can take part.
    if (probe && spawnSync(program, probe, { cwd: '/', env, stdio: 'ignore', timeout: 10_000 }).status !== 0) continue;
    return [program, ...rest];
  }
  return undefined;
}

function notStarted(error: string): BlockResult {
  const output = { head: '', tail: '', omittedBytes: 0 };
  return resultOf({ exitCode: 127, error }, { durationMs: 0, bytes: 0, output });
}

function noTool(language: string): string {
  return language === '' ? 'no language after the fence' : `${visibleLine(language)} is no tool`;
}

function missing(tool: Tool): string {
  const programs = [...new Set(tool.commands.map(({ argv }) => argv[0]))].join(' or ');
  const some = tool.commands.some(({ probe }) => probe) ? ` (one that can run ${tool.name})` : '';
  return `${programs} not found in PATH${some}, so this ${tool.name} block cannot run; install it and run again`;
}
