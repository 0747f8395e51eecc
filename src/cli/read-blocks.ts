// Blocks of one session in, their readings out: each with the scripts that it runs, and with what earlier blocks wrote to them.
import type { Place } from '../analysis/place.ts';
import type { Reading } from '../effects.ts';
import { loadScript } from '../execution/load-script.ts';
import type { Proposal } from '../types.ts';

/**
 * @param happens Blocks run between one reading and the next, so what is on disk is newer than what earlier blocks said. Otherwise
 *   nothing runs (`check`), and what they would write counts.
 */
export function blockReader(place: Place, happens: boolean): (proposal: Proposal) => Promise<Reading> {
  const written = new Map<string, string | undefined>();
  const remembered = (path: string) => {
    const text = written.get(path);
    return text === undefined ? { why: 'is written by an earlier block, in a way that only the run knows' } : { text };
  };
  return async ({ block, tool }) => {
    const { analyseWithScripts } = await import('../analysis/with-scripts.ts');
    const reading = await analyseWithScripts(block.code, tool, place, async (path) => {
      if (written.has(path) && !happens) return remembered(path);
      const found = await loadScript(path, written.has(path) ? '' : place.cwd);
      return found.text === undefined && found.why === undefined && written.has(path) ? remembered(path) : found;
    });
    for (const [path, text] of reading.written ?? []) written.set(path, text);
    return reading;
  };
}
