// A place and a recorder in, the machine over which readers work out. Readers are loaded when their language first appears.
import type { Place } from './place.ts';
import type { Recorder } from './recorder.ts';
import type { CodeReader, Machine } from './scene.ts';
import type { ShellReader } from './shell/load-shell.ts';
import { runCode } from './shell/run-code.ts';

/** One line a tool; a tool that is not here is `unread`. */
const LANGUAGES: Readonly<Record<string, () => Promise<CodeReader>>> = {
  python: async () => (await import('./python/load-python.ts')).loadPython(),
  node: async () => (await import('./javascript/load-javascript.ts')).loadJavaScript(),
  typescript: async () => (await import('./javascript/load-javascript.ts')).loadTypeScript(),
};
const SHELL_TOOLS = ['bash', 'sh'];

let shell: ShellReader | undefined;
const languages = new Map<string, CodeReader>();

/** Thrown in the middle of a reading, which then starts anew with one reader more. */
export class NeedsReader extends Error {
  readonly tool: string;

  constructor(tool: string) {
    super(`no reader for ${tool} is loaded yet`);
    this.tool = tool;
  }
}

export function hasReader(tool: string): boolean {
  return SHELL_TOOLS.includes(tool) || Object.hasOwn(LANGUAGES, tool);
}

export async function loadReader(tool: string): Promise<void> {
  if (SHELL_TOOLS.includes(tool)) shell ??= await (await import('./shell/load-shell.ts')).loadShell();
  else if (!languages.has(tool)) {
    const language = await LANGUAGES[tool]?.();
    if (language !== undefined) languages.set(tool, language);
  }
}

function loadedShell(): ShellReader {
  if (shell === undefined) throw new NeedsReader('bash');
  return shell;
}

export function makeMachine(place: Place, recorder: Recorder): Machine {
  let count = 0;
  return {
    place,
    recorder,
    files: new Map(),
    links: new Map(),
    unpacked: new Set(),
    next: () => ++count,
    hasReader,
    reader(tool) {
      const language = languages.get(tool);
      if (language === undefined && Object.hasOwn(LANGUAGES, tool)) throw new NeedsReader(tool);
      return language;
    },
    parse(source) {
      recorder.spend(1 + source.length / 50);
      return loadedShell().parse(source);
    },
    runScript: (...given) => loadedShell().runScript(...given),
    runNode: (...given) => loadedShell().runNode(...given),
    runCommand: (...given) => loadedShell().runCommand(...given),
    runWords: (...given) => loadedShell().runWords(...given),
    runCode,
  };
}
