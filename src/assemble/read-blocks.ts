// Blocks of one session in, their readings out: each with the scripts that it runs, and with what earlier blocks wrote to them.
import type { Place } from '../analysis/place.ts';
import type { Effect, Reading } from '../effects.ts';
import { loadScript } from '../execution/load-script.ts';
import { projectPath } from '../text/project-path.ts';
import type { Proposal, SavePlace } from '../types.ts';

/**
 * @param happens Blocks run between one reading and the next, so what is on disk is newer than what earlier blocks said. Otherwise
 *   nothing runs (`check`), what they would write counts, and no file is bound.
 */
export function blockReader(machine: Omit<Place, 'cwd'>, happens: boolean): (proposal: Proposal) => Promise<Reading> {
  const written = new Map<string, string | undefined>();
  const remembered = (path: string) => {
    const text = written.get(path);
    return text === undefined ? { why: 'is written by an earlier block, in a way that only the run knows' } : { text };
  };
  return async ({ block, tool, cwd, saveAs }) => {
    const place = { ...machine, cwd };
    const { analyseWithScripts } = await import('../analysis/with-scripts.ts');
    const digests = new Map<string, string>();
    const found = await analyseWithScripts(block.code, tool, place, async (path) => {
      // By the time that it could run itself, it is what it will have been saved as.
      if (path === saveAs?.path) return { text: block.code };
      if (written.has(path) && !happens) return remembered(path);
      const script = await loadScript(path, written.has(path) ? '' : place.cwd);
      if (script.digest !== undefined) digests.set(path, script.digest);
      return script.text === undefined && script.why === undefined && written.has(path) ? remembered(path) : script;
    });
    const { runs = [] } = found;
    const reading = saveAs === undefined ? found : { ...found, runs: runs.filter(({ path }) => path !== saveAs.path) };
    for (const [path, text] of reading.written ?? []) written.set(path, text);
    return saving(saveAs, happens ? await bound(reading, digests, cwd) : reading, cwd);
  };
}

/** What it is saved as is an effect like any other: rules and people look there. */
export function saving(saveAs: SavePlace | undefined, reading: Reading, cwd: string): Reading {
  if (saveAs === undefined) return reading;
  const { path, replaces } = saveAs;
  const kind = replaces === undefined ? 'write' : 'overwrite';
  const says = `is saved as ${projectPath(path, cwd)}${replaces === undefined ? '' : ', in place of what is there'}`;
  return { ...reading, effects: [{ kind, says, line: 1, via: [], path, where: 'inside' }, ...reading.effects] };
}

/** What cannot be bound is said, where people and rules look. */
async function bound(reading: Reading, digests: ReadonlyMap<string, string>, cwd: string): Promise<Reading> {
  const { runs = [], effects } = reading;
  if (runs.length === 0) return reading;
  const { bindFiles } = await import('../execution/executed-files.ts');
  const { files, unwatched } = await bindFiles(runs, digests);
  const told = unwatched.map(({ path, why }): Effect => {
    const says = `runs ${projectPath(path, cwd)}, and a change to it would not be seen: it ${why}`;
    return { kind: 'execute', says, line: 1, via: [], path };
  });
  return { ...reading, effects: [...effects, ...told], executes: files };
}
