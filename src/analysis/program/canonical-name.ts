// A whole name in, the one under which the tables know it out: `globalThis.fetch` is `fetch`.
import type { Program } from './program.ts';

export function canonicalName(name: string, { language: { aliases } }: Program): string {
  // Modules that other modules have loaded: `inspect.os.system`.
  let rest = name.replace(/^.*\.(?=(?:os|sys|subprocess|shutil|builtins|importlib|pty|ctypes|child_process)\.\w)/, '');
  for (let rounds = 0; rounds < 8; rounds++) {
    const found = prefixes(rest).find((prefix) => Object.hasOwn(aliases, prefix));
    if (found === undefined) return rest;
    const behind = rest.slice(found.length);
    const target = aliases[found] ?? '';
    rest = target === '' ? behind.replace(/^\./, '') : `${target}${behind}`;
    if (rest === '') return name;
  }
  return rest;
}

function prefixes(name: string): string[] {
  const found = [name];
  for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1)) found.push(name.slice(0, at));
  return found;
}
