// A program's name in; where programs of that name usually are out.
import { join, text, textOf, type Value } from '../value.ts';

export function locate(name: Value): Value {
  return textOf(name)?.startsWith('/') ? name : [...text('/usr/bin/'), ...name];
}

/** One a line, as `which` prints them. */
export function located(names: readonly Value[]): Value {
  return join(names.flatMap((name) => [locate(name), text('\n')]));
}

/** Programs that are named by these paths are who they seem to be. */
export const PROGRAM_FOLDERS = /^(?:\/usr)?(?:\/local)?\/s?bin\/|^\/opt\/homebrew\/bin\//;
