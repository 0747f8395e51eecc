// The tools in; which program would really run the blocks of each, and its version, out.
import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { startOf } from '../../execution/prepare.ts';
import { resolveProgram } from '../../execution/resolve-program.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { BUILT_IN_TOOLS } from '../../tool/tools.ts';
import type { Tool } from '../../types.ts';
import { type Finding, type Place, toolsOf } from './finding.ts';
import { tryProgram } from './try-program.ts';

/** How programs say their version. Of others it is not known what they would do. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  bash: ['--version'],
  zsh: ['--version'],
  python3: ['--version'],
  python: ['--version'],
  node: ['--version'],
  tsx: ['--version'],
  ruby: ['--version'],
  perl: ['-e', 'print $^V'],
  pwsh: ['--version'],
};

/** Where the name of the program is not what to install. */
const INSTALL: Readonly<Record<string, string>> = {
  python: 'python3',
  node: 'Node.js',
  typescript: 'Node.js 22.18 or newer, or tsx',
  pwsh: 'PowerShell',
};

export async function lookAtInterpreters(place: Place): Promise<readonly Finding[]> {
  const found = await Promise.all(toolsOf(place).map((tool) => interpreter(tool, place)));
  if (found.some(({ mark }) => mark === 'works' || mark === 'note')) return found;
  const says = 'none of them was found in PATH, so no block can run';
  return [...found, { mark: 'broken', name: 'interpreters', says, todo: 'Install bash or python3, or put them into PATH.' }];
}

async function interpreter(tool: Tool, place: Place): Promise<Finding> {
  const { project, blockEnv } = place;
  const name = visibleLine(tool.name);
  const program = startOf(tool, { project, env: blockEnv })?.[0];
  if (program === undefined) return missing(tool, name);
  const args = VERSIONS[basename(program)];
  const printed = args && (await tryProgram(program, args, place));
  const what = /\d+(?:\.\d+)+/.exec(printed ?? '')?.[0] ?? kindOf(program);
  const says = [shortPath(program), ...(what === undefined ? [] : [visibleLine(what)])].join(' · ');
  const passedOver = inProject(tool, blockEnv.PATH ?? '', project);
  if (passedOver === undefined) return { mark: 'works', name, says };
  const todo = `${shortPath(passedOver)} comes first in PATH, but programs of the project itself are never used.`;
  return { mark: 'note', name, says, todo };
}

function missing(tool: Tool, name: string): Finding {
  const programs = [...new Set(tool.commands.map(({ argv }) => visibleLine(argv[0])))].join(' or ');
  if (!BUILT_IN_TOOLS.includes(tool)) {
    const todo = 'Install it, or mend "tools" in your configuration.';
    return { mark: 'broken', name, says: `${programs} not found`, todo };
  }
  return { mark: 'absent', name, says: `not found: install ${INSTALL[tool.name] ?? programs}` };
}

/** What a plain name stands for: `sh` is often dash. */
function kindOf(program: string): string | undefined {
  const real = basename(realpathSync(program));
  return real === basename(program) ? undefined : real;
}

/** @returns A program that would have come first, if it did not lie in the project. */
function inProject({ commands: [first] }: Tool, path: string, project: string | undefined): string | undefined {
  if (first === undefined) return undefined;
  const any = resolveProgram(first.argv[0], path, undefined);
  return any === resolveProgram(first.argv[0], path, project) ? undefined : any;
}
