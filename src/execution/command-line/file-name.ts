// A block in; the name it asks to be saved as, or the one that it gets without, out: a path inside the folder, or why there is none.
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { visibleLine } from '../../text/visible.ts';
import type { CodeBlock } from '../../types.ts';

const NAMED = /^(?:#|\/\/) *filename:[ \t]*(\S(?:.*\S)?)[ \t]*$/;
/**
 * Git, shells, editors and approve-run itself obey files with a dot in front, later and unasked; some file systems drop what does not show before
 * it. A dash makes an option of it as soon as somebody writes `*`.
 */
const OBEYED = /^[\p{Cf}\p{Cc}]*[.-]/u;

/** Endings of files by tool; of all others the tool's name is the ending. */
const ENDINGS: Readonly<Record<string, string>> = {
  python: 'py',
  node: 'mjs',
  typescript: 'ts',
  bash: 'sh',
  ruby: 'rb',
  perl: 'pl',
  pwsh: 'ps1',
};

/** What the first line says: `# filename: sums.py`, or the same after `//`. */
export function fileNameOf(code: string): string | undefined {
  return NAMED.exec(code.split('\n', 1)[0] ?? '')?.[1];
}

export function temporaryName({ digest }: CodeBlock, tool: string): string {
  return `tmp_code_${digest}.${ENDINGS[tool] ?? tool}`;
}

/**
 * Follows the links of folders; what the name itself is nobody looks at here.
 *
 * @param folder A real path.
 */
export function pathInFolder(name: string, folder: string): { readonly path: string } | { readonly fault: string } {
  const wanted = resolve(folder, name);
  const path = name.includes('\0') ? undefined : join(realOfParent(dirname(wanted)) ?? sep, basename(wanted));
  const way = path === undefined ? '..' : relative(folder, path);
  if (way === '' || way === '..' || way.startsWith(`..${sep}`))
    return { fault: `Filename is not in the workspace: ${visibleLine(name)} does not lie in ${visibleLine(folder)}.` };
  if (way.split(sep).some((part) => OBEYED.test(part)))
    return {
      fault: `It is not saved as ${visibleLine(name)}: programs obey files with a dot or a dash in front. Choose another name.`,
    };
  return { path: join(folder, way) };
}

/** Of a folder that may not be there yet. @returns Undefined where a link leads nowhere. */
function realOfParent(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) return undefined;
    const parent = realOfParent(dirname(folder));
    return parent === undefined ? undefined : join(parent, basename(folder));
  }
}
