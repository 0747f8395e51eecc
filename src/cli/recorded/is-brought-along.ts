// A folder of journals, and where a run was, in; whether a repository can have put journals there, out. What was typed, and approved, is
// then no word of the user: a checkout must not loosen anything (docs/security.md), also not as the record of a run that never was.
import { existsSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { stateFolder } from '../../config/places.ts';
import { projectFolder } from '../../execution/resolve-program.ts';
import { homeFolder, workingFolder } from '../folders.ts';

/** @param cwd Of the run, as its journal has it. */
export function isBroughtAlong(folder: string, cwd: string): boolean {
  const home = homeFolder();
  const usual = stateFolder({ home, env: process.env });
  if (folder === join(usual ?? '', 'journal')) return false;
  const real = realpathSync(folder);
  const own = projectFolder(real, home);
  if (own !== undefined && existsSync(join(own, '.git'))) return true;
  return [workingFolder(), cwd].some((place) => holds(projectFolder(place, home), real));
}

function holds(project: string | undefined, folder: string): boolean {
  if (project === undefined) return false;
  const way = relative(project, folder);
  return way !== '..' && !way.startsWith(`..${sep}`);
}
