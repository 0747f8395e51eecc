// Filters, and who decides, in; a tool for a model that runs one command a call, through the gate, out.
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { toUSVString } from 'node:util';
import { digestOf } from '../../digest.ts';
import { UsageError } from '../../errors.ts';
import type { Emit } from '../../events.ts';
import { blockEnvironment } from '../../execution/environment.ts';
import { localExecutor } from '../../execution/local-executor.ts';
import { preparer } from '../../execution/prepare.ts';
import { projectFolder } from '../../execution/resolve-program.ts';
import { checkKnown, type KindsOf } from '../../known-options.ts';
import { homeFolder } from '../../policy/judge.ts';
import { runBlocks } from '../../run-blocks.ts';
import { MOST_SECONDS } from '../../seconds.ts';
import { visibleLine } from '../../text/visible.ts';
import { BUILT_IN_TOOLS } from '../../tool/tools.ts';
import type { CodeBlock, CodeExecutor } from '../../types.ts';
import { unlessAborted } from '../../unless-aborted.ts';
import { APPROVAL_KINDS, type ApprovalOptions, turnGate } from '../approval-options.ts';
import { type ToolInputSchema, textInput } from '../text-input.ts';
import { describeShell } from './describe-shell.ts';
import type { ShellFilters } from './filters.ts';
import { firstCharacters } from './first-characters.ts';
import { plainCommand } from './plain-command.ts';
import { saidBefore } from './said-before.ts';
import { isRestricted, shellFilter } from './shell-filter.ts';
import { splitWords } from './split-words.ts';
import { tellOutcome } from './tell-outcome.ts';

export interface ShellToolOptions extends ShellFilters, Omit<ApprovalOptions, 'approval'> {
  /** `none`, said aloud: whatever the filters let through runs unasked. */
  readonly approval?: 'none' | undefined;
  /** Where commands run. Its own are then the folder, the environment and the time limit. @default this machine */
  readonly codeExecutor?: CodeExecutor | undefined;
  /** The folder to run in. @default the working directory */
  readonly cwd?: string | undefined;
  /** Variables besides those of this process, secrets left out; they win. @default none */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Seconds that a command may take. @default 120 */
  readonly timeout?: number | undefined;
  /** Characters of output that are handed back. @default 100_000 */
  readonly maxOutput?: number | undefined;
  /** Told of everything that happens: proposals, decisions, output. */
  readonly emit?: Emit | undefined;
}

/** What a model gives the tool. */
export interface ShellInput {
  readonly command: string;
}

/** What the AI SDK gives a tool with each call, as far as it counts here. */
export interface ShellCallOptions {
  readonly abortSignal?: AbortSignal | undefined;
  /** What was said so far; whoever is asked gets it as `context`. */
  readonly messages?: readonly unknown[] | undefined;
}

export interface ShellTool {
  readonly description: string;
  readonly inputSchema: ToolInputSchema<ShellInput>;
  /**
   * @returns What the command printed, and how it ended where it failed; or why it was not run. Never rejects for either.
   * @throws {PolicyError} When a policy cannot be loaded, at the first command.
   */
  execute(input: ShellInput, options?: ShellCallOptions): Promise<string>;
  /** Ends what commands left running. A `codeExecutor` is closed by whoever made it. */
  close(): Promise<void>;
}

/** Seconds. */
const TIMEOUT = 120;

/**
 * Makes a tool by which a model runs shell commands, each only once it is approved: for `tools` of the AI SDK, or called directly.
 *
 * Refusals of filters, of policies and of people are results of the tool (texts), never exceptions, and each goes through the gate. One
 * command runs at a time. Without filters a command is bash code, as it is; with any, see `ShellFilters`.
 *
 * @throws {UsageError} When nobody decides (no `approvalFunc`, no `policy`, no `approval: 'none'`), or an option is wrong.
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { tmpdir } from 'node:os';
 * import { shellTool } from 'approve-run';
 *
 * const shell = shellTool({ cwd: tmpdir(), allowed: ['echo', 'git log'], policy: 'deny-dangerous' });
 * assert.equal(await shell.execute({ command: "echo 'a; b'" }), 'a; b\n');
 * assert.match(await shell.execute({ command: 'echo hi > file' }), /^Denied, not run: ">" would join commands, or redirect one/);
 * await shell.close();
 * ```
 */
export function shellTool(options: ShellToolOptions): ShellTool {
  checkOptions(options);
  const restricted = isRestricted(options);
  const { maxOutput = 100_000, emit } = options;
  const limit = options.codeExecutor === undefined ? (options.timeout ?? TIMEOUT) : undefined;
  const gates = turnGate(options, 'shellTool', BUILT_IN_TOOLS, restricted ? [shellFilter(options)] : []);
  const executor = options.codeExecutor ?? executorHere(options);
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function run(command: string, { abortSignal, messages }: ShellCallOptions): Promise<string> {
    const signal = abortSignal ?? new AbortController().signal;
    const printed = firstCharacters(maxOutput);
    count += 1;
    const { outcomes } = await runBlocks([blockOf(restricted ? plainly(command) : command, count)], {
      gate: gates(async () => []),
      executor,
      signal,
      conversation: () => saidBefore(messages),
      async emit(event) {
        if (event.type === 'block-output') printed.push(event.chunk);
        await emit?.(event);
      },
    });
    const [outcome] = outcomes;
    return outcome === undefined ? 'Not run.' : tellOutcome(outcome, printed.result(), limit);
  }

  return {
    description: describeShell(options),
    inputSchema: textInput('command', restricted ? 'One plain command: no pipe, redirection or substitution.' : 'Code for bash.'),
    execute({ command }, call = {}) {
      if (typeof command !== 'string' || /^\s*$/.test(command)) return Promise.resolve('The command is empty.\n[exit code: 2]');
      if (toUSVString(command) !== command) return Promise.resolve('The command holds half of a character.\n[exit code: 2]');
      const before = last;
      // What is aborted while it waits is told so at once: the gate refuses it.
      const turn = unlessAborted(call.abortSignal, before).catch(() => {});
      const running = turn.then(() => run(command, call));
      last = Promise.allSettled([before, running]);
      return running;
    },
    async close() {
      if (options.codeExecutor === undefined) await executor.close?.();
    },
  };
}

/** What is more than one plain command stays as it is: it is proposed like that, and refused. */
function plainly(command: string): string {
  const split = splitWords(command);
  return 'words' in split ? plainCommand(split.words) : command;
}

function blockOf(code: string, index: number): CodeBlock {
  return { index, language: 'bash', code, line: 1, digest: digestOf(code) };
}

const KINDS: KindsOf<ShellToolOptions> = {
  ...APPROVAL_KINDS,
  approval: ['none'],
  allowed: 'a list of texts',
  blocked: 'a list of texts',
  ignore: 'a list of texts',
  readonly: 'true or false',
  codeExecutor: 'an executor, such as localExecutor()',
  cwd: 'a text',
  env: 'an object of texts',
  timeout: 'a number',
  maxOutput: 'a number',
  emit: 'a function',
};

function checkOptions(options: ShellToolOptions): void {
  checkKnown('shellTool', options, KINDS);
  const wrong = (what: string) => new UsageError(`shellTool: ${what}`);
  const { timeout = 1, maxOutput = 1, codeExecutor } = options;
  if (!(timeout > 0 && timeout <= MOST_SECONDS)) throw wrong(`timeout is in seconds, above 0 and at most ${MOST_SECONDS}.`);
  if (!(Number.isInteger(maxOutput) && maxOutput >= 0)) throw wrong('maxOutput is a whole number of characters.');
  const given = (['cwd', 'env', 'timeout'] as const).filter((name) => options[name] !== undefined);
  if (codeExecutor !== undefined && given.length > 0)
    throw wrong(`${given.join(', ')} cannot be given beside a codeExecutor, which has its own.`);
}

function executorHere({ cwd: folder = '.', env: more = {}, timeout = TIMEOUT }: ShellToolOptions): CodeExecutor {
  const cwd = realFolder(resolve(folder));
  const env = { ...blockEnvironment(process.env, []).env, ...more };
  const project = projectFolder(cwd, homeFolder());
  return localExecutor({
    env,
    prepare: preparer({ tools: BUILT_IN_TOOLS, cwd, project, env }),
    timeout,
  });
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (cause) {
    throw new UsageError(`shellTool: the folder ${visibleLine(folder)} is not there. Give another cwd.`, { cause });
  }
}
