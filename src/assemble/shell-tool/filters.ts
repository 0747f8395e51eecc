// What a shell tool lets through, as its user writes it. Types only.

/**
 * Any of these, even an empty list, and no shell runs: one command with its words as they are written.
 *
 * They look at the words of the command and at the commands that its wrappers start (`env`, `timeout`, `sh -c`, `find -exec`). What a
 * program does by itself (`make`, `npm test`, a script) they do not see: for a wall, run in a sandbox.
 */
export interface ShellFilters {
  /**
   * Commands, by their first words: `git` lets `git status` through and not `gitconfig`, nor `/usr/bin/git`. An empty list lets nothing
   * through. What an allowed command starts (`find -exec`) is allowed with it, unless it is `blocked`.
   */
  readonly allowed?: readonly string[] | undefined;
  /**
   * Commands, by their first words; wins over `allowed`. Found behind options (`git -C x push`), wrappers and paths, and where it
   * cannot be told what runs, the command is refused.
   */
  readonly blocked?: readonly string[] | undefined;
  /**
   * Paths, with `*` for some characters of a name and `**` for any folders; a folder stands for all that is in it. No word may be, hold,
   * or lead by a symbolic link to, such a file or anything outside the folder; nor be a folder that has one, but for programs that open
   * no folders. Refused besides: code on the command line (`python -c`, `awk`), names from a list (`xargs`, `tar -T`), and what git shows of
   * contents. Links and folders are looked up on this machine, before the command starts.
   */
  readonly ignore?: readonly string[] | undefined;
  /** Only what is proved to change nothing, and to read no secret, by the policy `read-only`. @default false */
  readonly readonly?: boolean | undefined;
}
