// A task, its code blocks, and what comes of running one. Types only, and they need no others.

/** A fenced code block, exactly as CommonMark reads it. */
export interface CodeBlock {
  /** 1-based place among the fenced blocks of its turn; 0 where an executor brought it along (`CodeExecutor.setup`). */
  readonly index: number;
  /** First word of the info string, as written; `""` when there is none. */
  readonly language: string;
  /** The code, line endings normalised to `\n`; these bytes (UTF-8) are what runs. */
  readonly code: string;
  /** 1-based line of the opening fence; 0 where there is none. */
  readonly line: number;
  /** SHA-256 of the UTF-8 bytes of `code`, in lower-case hex. */
  readonly digest: string;
  /** What the agent wrote, where a person changed it before it ran. */
  readonly proposed?: { readonly code: string; readonly digest: string };
}

/** What a task's front matter may say; each of these can only tighten (DESIGN section 8). */
export interface TaskSettings {
  readonly policy?: readonly string[];
  /** Seconds to wait for an answer; 0 waits without end. */
  readonly timeout?: number;
  /** The only tools that the task may use. */
  readonly tools?: readonly string[];
  /** What it wants to be kept in, at least. */
  readonly sandbox?: 'auto' | 'net' | 'on';
}

export interface Task {
  /** Where the task came from, for people: a path, or `stdin`. */
  readonly source: string;
  readonly title?: string;
  readonly settings: TaskSettings;
  /** The markdown below the front matter. */
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** One line each about front matter that was ignored, and why. */
  readonly notices: readonly string[];
}

/** A process that outlived its block, or the run. */
export interface LeftProcess {
  readonly pid: number;
  /** Its name, as `ps` shows it; it chooses that by itself. */
  readonly command: string;
  /** False where it could not be ended, or holds the output and cannot be told from a process of somebody else's. */
  readonly ended: boolean;
}

/** What became of one file, folder or link. A folder changed where its rights did, or where it is another one. */
export interface FileChange {
  readonly what: 'created' | 'changed' | 'deleted';
  /** Below the working directory, a folder's with `/` at its end; the folder itself is `./`. Bytes that are no text are `\xNN`. */
  readonly path: string;
  /** The reading of the block is complete, and says nothing of it. */
  readonly unpredicted?: true;
}

/** What git ignores, counted: by the top-most folder or file that it ignores. `.git/` is such a folder, too. */
export interface IgnoredChange {
  readonly path: string;
  readonly created: number;
  readonly changed: number;
  readonly deleted: number;
  /** How many of them the reading says nothing of, although it is complete. */
  readonly unpredicted?: number;
}

/** An effect that was predicted, and of which nothing shows. */
export interface MissingEffect {
  readonly says: string;
  /** What explains that, where something does. */
  readonly because?: string;
}

/** What changed below the working directory while a block ran, and how that compares with what was predicted. */
export interface Receipt {
  /** At most 100 of what was not predicted, and 100 of each kind. Deleted ones first, then changed ones; those least deep first. */
  readonly files: readonly FileChange[];
  /** Of all of them, listed or not. */
  readonly counts: { readonly created: number; readonly changed: number; readonly deleted: number; readonly unpredicted: number };
  /** At most 100. */
  readonly ignored: readonly IgnoredChange[];
  /** At most 100. */
  readonly missing: readonly MissingEffect[];
  /** Why nobody could predict all of it: then nothing is `unpredicted`. */
  readonly unsure?: string;
  /** The block left processes, and nothing in it starts any in the background. */
  readonly unpredictedProcesses?: true;
  /** The tree is larger than what is looked at: so many entries were. */
  readonly incomplete?: number;
  /** Folders that could not be read, or lie on another file system. */
  readonly unread?: number;
}

export interface BlockResult {
  /** `null` when the block was ended by a signal; 124 after its time limit, 126/127 when it could not be started. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly durationMs: number;
  readonly bytes: number;
  /** The beginning and the end of the output, as text; `omittedBytes` lie between them. */
  readonly output: { readonly head: string; readonly tail: string; readonly omittedBytes: number };
  /** The file that has all of a long output, where one is kept. */
  readonly log?: string;
  /** Absolute path of the file that the code was saved in before it ran, and still is. */
  readonly file?: string;
  readonly timedOut: boolean;
  readonly interrupted: boolean;
  /** Processes of the block that were still alive when it had ended; at most 1000 of them. */
  readonly leftover: readonly LeftProcess[];
  /** Why it could not be started, in one line. */
  readonly error?: string;
  /** Files that the approval was about and that are others now: it did not start. */
  readonly changed?: readonly string[];
  /** What the sandbox probably kept it from, and how to let it: a guess from what it printed. */
  readonly sandboxHint?: string;
  /** What it did to files: where `withReceipts` is around the executor, and it was started. */
  readonly receipt?: Receipt;
}
