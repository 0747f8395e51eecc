// A scratch place in; the folder of journals out, where the command line keeps them for who lives there.
import { join } from 'node:path';
import type { Scratch } from './scratch.ts';

export function journalFolder({ home }: Pick<Scratch, 'home'>): string {
  return join(home, '.local/state/approve-run/journal');
}
