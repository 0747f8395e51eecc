// What may be configured, and what a run gets of it in the end. Types only.
import type { Tool } from '../types.ts';

type OnTimeout = 'stop' | 'deny';

/** What one source (a file, the environment, the command line) says; an absent key says nothing. */
export interface Layer {
  /** Names or paths of policies. */
  readonly policy?: readonly string[];
  /** Tools, or `all`, that are approved beforehand. */
  readonly always?: readonly string[];
  /** Seconds to wait for an answer; 0 waits without end. */
  readonly timeout?: number;
  readonly onTimeout?: OnTimeout;
  /** Seconds that one block may take. */
  readonly blockTimeout?: number;
  readonly message?: string;
  readonly deniedMessage?: string;
  /** Names of variables that blocks see although they look like secrets. */
  readonly envPass?: readonly string[];
}

/** What the command line says, already split and turned into numbers. */
export type Flags = Layer;

export interface OwnTool {
  readonly command: readonly [string, ...string[]];
  readonly languages?: readonly string[];
}

/** A list: only these tools may be used. A map: own tools by name, and `false` for a tool that is switched off. */
type ToolSettings = readonly string[] | ReadonlyMap<string, OwnTool | false>;

export interface FileSettings extends Layer {
  readonly tools?: ToolSettings;
}

export interface PolicyRef {
  readonly ref: string;
  /** The folder that a relative path starts from. */
  readonly base: string;
  /** Whether it may be a module, which is code. */
  readonly modules: boolean;
  /** Who named it, for messages. */
  readonly who: string;
}

/** A list of tools that somebody imposes. */
export interface ToolLimit {
  readonly who: string;
  readonly tools: readonly string[];
}

export interface Settings {
  /** All of them judge, the strictest wins; never empty. */
  readonly policies: readonly PolicyRef[];
  /** Names of tools, or `all`. */
  readonly always: readonly string[];
  /** 0 waits without end. */
  readonly timeoutMs: number;
  readonly onTimeout: OnTimeout;
  readonly blockTimeoutMs: number;
  readonly message?: string;
  readonly deniedMessage?: string;
  /** The built-in and the user's own tools, without those that are switched off; the first that fits a language wins. */
  readonly tools: readonly Tool[];
  readonly limits: readonly ToolLimit[];
  readonly envPass: readonly string[];
  /** One line each about what was ignored, and why. */
  readonly notices: readonly string[];
  /** The config files that were read. */
  readonly files: readonly string[];
}
