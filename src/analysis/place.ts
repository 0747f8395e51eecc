// Where code would run. Types only.

/** What `~` and relative paths mean. Absolute paths. */
export interface Place {
  readonly cwd: string;
  readonly home: string;
}
