// Test files in; the titles of their tests out, as they would run, and none is run. Titles are made from tables: their text alone does not tell.
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

export async function titlesOf(files: readonly string[]): Promise<readonly string[]> {
  const titles: string[] = [];
  // A module from data shares nothing else with this one.
  Object.assign(globalThis, { tellTitle: (title: string) => titles.push(title) });
  // From here on, who imports `node:test` gets a stand-in that only tells.
  const standIn = inData('export function test(title) { globalThis.tellTitle(title); }');
  register(
    inData(`export function resolve(name, context, next) {
      return name === 'node:test' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(name, context);
    }`),
  );
  for (const file of files) await import(pathToFileURL(file).href);
  return titles;
}

function inData(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
