// The tools that approve-run knows by itself, as data: one entry a tool, one word a language.
import { join } from 'node:path';
import { PACKAGE_FOLDER } from './package-folder.ts';
import type { Argv, Tool } from './tool.ts';

/**
 * Runs the code as `__main__`, and as that module: pickle looks for its classes there. It imports from the working directory, and
 * tracebacks show its own lines without this frame. A path behind it is where the code is saved, too. Output is unbuffered, so that it streams and keeps its order. What this bootstrap needs is never imported from the working directory.
 */
const PYTHON = `
import sys
path, sys.path[:] = sys.path[:], [folder for folder in sys.path if folder]
import linecache
def report(kind, error, frames):
    sys.path[:] = [folder for folder in sys.path if folder]
    import traceback
    traceback.print_exception(kind, error, frames and frames.tb_next)
with open("{fd}", encoding="utf-8", newline="") as file: code = file.read()
name, main = "block", type(sys)("__main__")
if sys.argv[1:]: main.__file__ = name = sys.argv.pop(0) and sys.argv[0]
linecache.cache[name] = (len(code), None, code.splitlines(True), name)
main.__builtins__, sys.modules["__main__"] = __builtins__, main
sys.path[:], sys.excepthook = path, report
exec(compile(code, name, "exec"), main.__dict__)
`;
const IS_PYTHON_3 = ['-c', 'import sys; sys.exit(sys.version_info < (3,))'];
/** With a standard input that a block can still read, and find empty. */
const NODE: Argv = ['node', '--require', join(PACKAGE_FOLDER, 'bin/fresh-stdin.js'), '-'];
const STRIPS_TYPES = ['-e', 'process.exit(process.features.typescript ? 0 : 1)'];

export const BUILT_IN_TOOLS: readonly Tool[] = [
  { name: 'bash', languages: ['bash', 'shell', 'shellscript'], commands: [{ argv: ['bash', '{fd}'] }] },
  { name: 'sh', languages: ['sh', 'dash'], commands: [{ argv: ['sh', '{fd}'] }] },
  { name: 'zsh', languages: ['zsh'], commands: [{ argv: ['zsh', '{fd}'] }] },
  {
    name: 'python',
    languages: ['python', 'python3', 'py', 'py3'],
    commands: [{ argv: ['python3', '-u', '-c', PYTHON] }, { argv: ['python', '-u', '-c', PYTHON], probe: IS_PYTHON_3 }],
  },
  { name: 'node', languages: ['node', 'nodejs', 'javascript', 'js', 'mjs', 'cjs'], commands: [{ argv: NODE }] },
  {
    name: 'typescript',
    languages: ['typescript', 'ts', 'mts', 'cts'],
    commands: [{ argv: NODE, probe: STRIPS_TYPES }, { argv: ['tsx', '-e', '{text}'] }],
  },
  { name: 'ruby', languages: ['ruby', 'rb'], commands: [{ argv: ['ruby', '-'] }] },
  { name: 'perl', languages: ['perl', 'pl'], commands: [{ argv: ['perl', '-'] }] },
  {
    name: 'pwsh',
    languages: ['pwsh', 'powershell', 'ps1'],
    commands: [{ argv: ['pwsh', '-NoProfile', '-NonInteractive', '-File', '{file.ps1}'] }],
  },
];

/** The same for code that is saved under a path: Python's own names for it (`__file__`, `sys.argv[0]`) say so. */
export function savedAs(argv: Argv, path: string): Argv {
  return argv.at(-1) === PYTHON && !path.includes('{') ? [...argv, path] : argv;
}
