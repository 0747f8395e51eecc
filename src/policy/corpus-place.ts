// The working directory and the home folder in, where the cases of a corpus are judged from out.
import { join } from 'node:path';
import type { Place } from './policy.ts';

const TEMPORARY = ['/tmp', '/var/tmp', '/private/tmp', '/private/var/tmp'];

/**
 * Here, as long as here is a folder where people work: labels are given for one. Elsewhere `~/project` stands in for it.
 *
 * @param cwd Real path.
 * @param home Real path.
 */
export function corpusPlace(cwd: string, home: string): Place {
  const isUnder = (folder: string) => cwd === folder || cwd.startsWith(`${folder}/`);
  const ordinary = cwd !== home && isUnder(home) && !TEMPORARY.some(isUnder);
  return { cwd: ordinary ? cwd : join(home, 'project'), home };
}
