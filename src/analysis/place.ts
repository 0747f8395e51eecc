// Where code would run. Types only.

/** What `~` and relative paths mean. Absolute paths. */
export interface Place {
  readonly cwd: string;
  readonly home: string;
  /** approve-run's own files and folders, besides those that are known by their names. Absolute paths. */
  readonly own?: readonly string[];
  /** What stands in files that a block may run, by absolute path. */
  readonly scripts?: ReadonlyMap<string, Script>;
}

/** A file that a block may run: its text, or why nobody can tell it; neither where there is no such file. */
export interface Script {
  readonly text?: string;
  /** For people: `it is too long to be read`. */
  readonly why?: string;
}
