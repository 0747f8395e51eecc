// What may be configured, and what a run gets of it in the end.
import type { Tool } from '../types.ts';
import type { SandboxChoice } from './sandbox-choices.ts';

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
  /** The address of an HTTP endpoint that is asked instead of the terminal. */
  readonly approver?: string;
  readonly message?: string;
  readonly deniedMessage?: string;
  /** `document`, `model`, or `replay:` and a path, or the name of a run. */
  readonly agent?: string;
  /** `provider/name`; beside a `baseUrl` any name that its server knows. */
  readonly model?: string;
  readonly baseUrl?: string;
  readonly system?: string;
  readonly temperature?: number;
  readonly maxTurns?: number;
  readonly contextTokens?: number;
  /** Seconds that a model may be silent. */
  readonly modelTimeout?: number;
  readonly bell?: boolean;
  readonly sandbox?: SandboxChoice;
  /** Paths that a sandbox shows, or lets be written. */
  readonly allowRead?: readonly string[];
  readonly allowWrite?: readonly string[];
  /** Names of variables that blocks see although they look like secrets. */
  readonly envPass?: readonly string[];
  /** A folder, or `off`. */
  readonly journal?: string;
}

/** What the command line says, already split and turned into numbers. */
export type Flags = Layer;

export interface OwnTool {
  readonly command: readonly [string, ...string[]];
  readonly languages?: readonly string[];
}

/** A list: only these tools may be used. A map: own tools by name, and `false` for a tool that is switched off. */
export type ToolSettings = readonly string[] | ReadonlyMap<string, OwnTool | false>;

export interface FileSettings extends Layer {
  readonly tools?: ToolSettings;
}

export interface PolicyRef {
  readonly ref: string;
  /** The folder that a relative path starts from. */
  readonly base: string;
  /** Whether it may be a module, which is code. */
  readonly modules: boolean;
  /** Where it was named: an option, a variable, a file, or `default`. */
  readonly from: string;
}

/** A list of tools that somebody imposes. */
export interface ToolLimit {
  readonly who: string;
  readonly tools: readonly string[];
}

/**
 * Where each value came from, by the name of its key in a file; `tools.NAME` is a tool of one's own, or one that is switched off. Where
 * several have a say (policies, tools), all of them, joined by ` + `.
 */
export type Origins = Readonly<Record<string, string>>;

/** `changed`: it was trusted once, with another content. */
export type Trust = 'trusted' | 'changed' | 'untrusted';

/** A config file that was read. */
interface SettingsFile {
  readonly path: string;
  /** Of a project's file; the user's own needs none. */
  readonly trust?: Trust;
}

/** What is handed on as it was said, or not at all. */
export const PLAIN = [
  'approver',
  'message',
  'deniedMessage',
  'agent',
  'model',
  'baseUrl',
  'system',
  'temperature',
  'contextTokens',
] as const satisfies readonly (keyof Layer)[];

type Plain = Pick<Layer, (typeof PLAIN)[number]>;

export interface Settings extends Plain {
  /** All of them judge, the strictest wins; never empty. */
  readonly policies: readonly PolicyRef[];
  /** Names of tools, or `all`. */
  readonly always: readonly string[];
  /** 0 waits without end. */
  readonly timeoutMs: number;
  readonly onTimeout: OnTimeout;
  readonly blockTimeoutMs: number;
  readonly maxTurns: number;
  readonly modelTimeoutMs: number;
  readonly bell: boolean;
  readonly sandbox: SandboxChoice;
  /** Absolute. */
  readonly allowRead: readonly string[];
  readonly allowWrite: readonly string[];
  /** The built-in and the user's own tools, without those that are switched off; the first that fits a language wins. */
  readonly tools: readonly Tool[];
  readonly limits: readonly ToolLimit[];
  readonly envPass: readonly string[];
  /** Absolute, or `off`; undefined where no folder is the user's own. */
  readonly journal: string | undefined;
  /** One line each about what was ignored, and why. */
  readonly notices: readonly string[];
  readonly files: readonly SettingsFile[];
  readonly origins: Origins;
}
