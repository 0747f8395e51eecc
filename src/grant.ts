// A grant: what an "always" remembers beyond its run, how wide it is, and where grants are kept. Approval makes and reads them.

/** What an answer of `always` is to hold for. */
export type Width =
  /** Every later default ask of the tool, in this run only. */
  | { readonly kind: 'tool' }
  /** These bytes. */
  | { readonly kind: 'exactly' }
  /** Commands that begin with these words. */
  | { readonly kind: 'prefix'; readonly words: readonly string[] };

export interface Grant {
  /** Four hex digits, for people. */
  readonly id: string;
  /** Real path of the project's folder. */
  readonly project: string;
  /** Real path of the folder that blocks ran in: a command means another thing in another one. */
  readonly cwd: string;
  readonly tool: string;
  /** SHA-256 over how a block is started: the program, its arguments, the sandbox. */
  readonly start: string;
  /** For people, where it holds only in a sandbox: `start` has it, too. */
  readonly sandbox?: 'on' | 'net';
  readonly holds:
    | { readonly kind: 'exactly'; readonly digest: string }
    | { readonly kind: 'prefix'; readonly words: readonly string[] };
  /** For people: `npm test`, or the first line of the code. */
  readonly text: string;
  /** What the block did that it was made for; a block that does anything else is not covered. */
  readonly does: readonly string[];
  /** ISO 8601, as `expires`. */
  readonly created: string;
  readonly expires: string;
  readonly usesLeft?: number;
}

/** `undefined` leaves all as it is. Called while others wait, so it must not wait for anything. */
export type GrantChange = (grants: readonly Grant[]) => readonly Grant[] | undefined;

/** The user's own file of grants. */
export interface GrantStore {
  /** @throws {ConfigError} When the file is damaged, or others could have written to it. */
  read(): Promise<readonly Grant[]>;
  /**
   * Changes the file as one step, whoever else does at the same time.
   *
   * @throws {ConfigError} When it cannot be read or written; then it is as it was.
   */
  change(how: GrantChange): Promise<void>;
}

/** A grant from the future counts as expired: a clock that was set back must not lengthen it. */
export function isLive({ created, expires, usesLeft = 1 }: Grant, now: number): boolean {
  return Date.parse(created) <= now && now < Date.parse(expires) && usesLeft > 0;
}
