// What both executors of this folder are: blocks in a folder, each in a process of its own; saved, run, cleaned up after.
import { resolve } from 'node:path';
import { assertApproved } from '../../approved.ts';
import { SerializationError } from '../../errors.ts';
import { frozenCopy } from '../../frozen-copy.ts';
import type { Approved, BlockResult, CodeBlock, CodeExecutor, LeftProcess, Preparation } from '../../types.ts';
import { type CommandLineSession, type OpenSandboxIn, openSession } from './command-line-session.ts';
import { type CommandLineCodeExecutorOptions, checkOptions, type ExecutorSettings } from './executor-options.ts';
import { type SavedFiles, savedFiles } from './saved-files.ts';
import { FUNCTIONS_PROMPT, promptFor, setupBlocks } from './setup-blocks.ts';
import { type WorkFolder, workFolder } from './work-folder.ts';

export abstract class CommandLineCodeExecutor implements CodeExecutor {
  readonly #options: CommandLineCodeExecutorOptions;
  readonly #settings: ExecutorSettings;
  readonly #folder: WorkFolder;
  readonly #files: SavedFiles = savedFiles();
  readonly #openSandbox: OpenSandboxIn | undefined;
  #session: Promise<CommandLineSession> | undefined;
  /** Settled once nothing is ended or removed any more. */
  #ending: Promise<unknown> = Promise.resolve();
  #toSetUp: readonly CodeBlock[];

  /** @throws {UsageError} For options that no executor can be built with. */
  protected constructor(options: CommandLineCodeExecutorOptions, openSandbox?: OpenSandboxIn) {
    this.#options = frozenCopy(options);
    this.#settings = checkOptions(this.#options, openSandbox !== undefined);
    this.#folder = workFolder(this.#settings.workDir);
    this.#openSandbox = openSandbox;
    this.#toSetUp = this.#allSetUp();
  }

  /** Real path of the folder that blocks run in. It is made if it is not there. @throws {UsageError} When it cannot be made. */
  get workDir(): string {
    return this.#folder.path();
  }

  /** Time limit of each block, in seconds. */
  get timeout(): number {
    return this.#settings.timeoutMs / 1000;
  }

  /**
   * Makes everything ready. The first block does so by itself; here faults are seen early.
   *
   * @throws {UsageError} When the folder cannot be made, or the virtual environment is none.
   */
  async start(): Promise<void> {
    await this.#opened();
  }

  async prepare(block: CodeBlock): Promise<Preparation> {
    return (await this.#opened()).prepare(block);
  }

  /** Blocks that make the `functions` importable, until they have run. */
  setup(): readonly CodeBlock[] {
    return this.#toSetUp;
  }

  async run(approved: Approved, output: (chunk: Buffer) => void | Promise<void>, signal: AbortSignal): Promise<BlockResult> {
    assertApproved(approved);
    const result = await (await this.#opened()).run(approved, output, signal);
    const { digest, proposed } = approved.block;
    if (result.exitCode === 0 && approved.block.index === 0)
      this.#toSetUp = this.#toSetUp.filter((block) => block.digest !== (proposed?.digest ?? digest));
    return result;
  }

  /** Ends what blocks left behind, and removes the files that they were saved in. The next block starts anew, in the same folder. */
  async restart(): Promise<void> {
    await this.#inTurn(() => this.#end());
  }

  /** The same, and removes the folder, too, where it was made here. May be called again and again; another block starts anew. */
  async stop(): Promise<void> {
    await this.close();
  }

  /** As `stop`. @returns What blocks had left running. */
  async close(): Promise<readonly LeftProcess[]> {
    return this.#inTurn(async () => {
      const left = await this.#end();
      this.#folder.remove();
      return left;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * What tells a model of the `functions`: their headers and docstrings.
   *
   * @param template Takes `$module_name` and `$functions`.
   */
  formatFunctionsForPrompt(template: string = FUNCTIONS_PROMPT): string {
    return promptFor(this.#settings.functions, this.#settings.functionsModule, template);
  }

  /** @throws {SerializationError} When there is an `env`. */
  protected plainOptions(): Omit<CommandLineCodeExecutorOptions, 'env'> {
    const { env, workDir, virtualEnv, ...rest } = this.#options;
    if (env !== undefined)
      throw new SerializationError(
        'env: it is not written into a config, since it may hold secrets. Use envPass, which only names them.',
      );
    const folders = { workDir: workDir && resolve(workDir), virtualEnv: virtualEnv && resolve(virtualEnv) };
    return Object.fromEntries(Object.entries({ ...folders, ...rest }).filter(([, value]) => value !== undefined));
  }

  /** What begins while files and the folder are removed would lose its own. */
  async #opened(): Promise<CommandLineSession> {
    for (let ended: unknown; ended !== this.#ending; ) {
      ended = this.#ending;
      await ended;
    }
    const opening = this.#session ?? openSession(this.#settings, this.workDir, this.#files, this.#openSandbox);
    this.#session = opening;
    // What is put right meanwhile is found so by the next block.
    opening.catch(() => {
      if (this.#session === opening) this.#session = undefined;
    });
    return opening;
  }

  #inTurn<Result>(end: () => Promise<Result>): Promise<Result> {
    const ending = this.#ending.then(end);
    this.#ending = ending.catch(() => {});
    return ending;
  }

  async #end(): Promise<readonly LeftProcess[]> {
    const session = this.#session;
    this.#session = undefined;
    this.#toSetUp = this.#allSetUp();
    // One that could not be opened has nothing to close, and has said why.
    const opened = await session?.catch(() => undefined);
    const left = (await opened?.close()) ?? [];
    if (this.#settings.cleanup) for (const failure of this.#files.removeAll()) process.emitWarning(failure);
    return left;
  }

  #allSetUp(): readonly CodeBlock[] {
    return setupBlocks(this.#settings.functions, this.#settings.functionsModule);
  }
}
