// $VISUAL and $EDITOR in; whether there is such an editor, and whether it would be waited for, out.
import { basename } from 'node:path';
import { resolveProgram } from '../../execution/resolve-program.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Finding, Place } from './finding.ts';

/** Editors with a window of their own, which end at once unless they are told to wait. */
const WAIT: Readonly<Record<string, string>> = {
  code: '--wait',
  codium: '--wait',
  cursor: '--wait',
  zed: '--wait',
  subl: '--wait',
  mate: '--wait',
  gvim: '--nofork',
  kate: '--block',
};

export function lookAtEditor({ env, project }: Place): readonly Finding[] {
  const variable = ['VISUAL', 'EDITOR'].find((name) => env[name]?.trim());
  if (variable === undefined)
    return [{ mark: 'absent', name: 'editor', says: 'neither $VISUAL nor $EDITOR is set. Such as: export EDITOR=nano' }];
  const words = (env[variable] ?? '').match(/"[^"]*"|'[^']*'|\S+/g)?.map((word) => word.replace(/^(["'])(.*)\1$/, '$2')) ?? [];
  const [name = '', ...args] = words;
  const program = resolveProgram(name, env.PATH ?? '', project);
  if (program === undefined) {
    const todo = `Install it, or set $${variable} to one that is there, such as: export ${variable}=nano`;
    return [{ mark: 'broken', name: 'editor', says: `$${variable} is ${visibleLine(name)}, which was not found`, todo }];
  }
  const wait = WAIT[basename(program)];
  const says = `${shortPath(program)} ($${variable})`;
  if (wait === undefined || args.length > 0) return [{ mark: 'works', name: 'editor', says }];
  const todo = `It would end before you have edited anything: export ${variable}="${visibleLine(name)} ${wait}"`;
  return [{ mark: 'note', name: 'editor', says, todo }];
}
