// A block and a way to get the scripts that it runs in, one reading of them all out. The analysis itself asks for nothing.
import type { Reading } from '../effects.ts';
import { analyse } from './analyse.ts';
import type { Place, Script } from './place.ts';

const MAX_ROUNDS = 6;
const MAX_SCRIPTS = 64;

/** @param load Gives a file's text; called at most once a path. */
export async function analyseWithScripts(
  code: string,
  tool: string,
  place: Place,
  load: (path: string) => Promise<Script>,
): Promise<Reading> {
  const scripts = new Map(place.scripts);
  for (let round = 1; ; round++) {
    const reading = await analyse(code, tool, { ...place, scripts });
    const missing = (reading.scripts ?? []).filter((path) => !scripts.has(path));
    if (missing.length === 0 || round === MAX_ROUNDS || scripts.size > MAX_SCRIPTS) return reading;
    for (const path of missing) scripts.set(path, await load(path));
  }
}
