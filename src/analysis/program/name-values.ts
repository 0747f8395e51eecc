// Shell code that a program puts together in; the same code with variables for values of the program's own surroundings out.
import type { Scene } from '../scene.ts';
import { isTainted, type Part, text, type Value } from '../value.ts';

/** What comes from files, variables, arguments and from commands that the program runs: not from whoever is connected. */
const OWN =
  /^\$|\bargv\b|\bopts\(\)|^\.{1,2}\/\S*\.json\b|(?:^|[.$])(?:\$|exec\w*|spawn\w*|check_output|getoutput|run|Popen)\(\)|^(?:platform|os|Date|datetime|time)\b/;

/**
 * `git tag ${version}` runs `git tag` whatever the version is, as it would in a script: only where a command's name comes
 * from elsewhere, nobody can tell what runs. The name of the first command must be written out.
 */
export function nameValues(code: Value, { machine, shell }: Scene): Value {
  const [first] = code;
  if (first?.type !== 'text' || !/^\s*[\w./-]+\s/.test(first.text)) return code;
  let before = '';
  return code.map((part): Part => {
    if (!isOwn(part)) {
      before += part.text;
      return part;
    }
    const name = `value_${machine.next()}`;
    shell.variables.set(name, [[[part]]]);
    // Between single quotes nothing would be expanded.
    const reference = before.split("'").length % 2 === 0 ? `'"\${${name}}"'` : `\${${name}}`;
    return text(reference)[0] ?? part;
  });
}

function isOwn(part: Part): boolean {
  return part.type === 'hole' && part.nature === 'any' && !isTainted(part.taint) && OWN.test(part.text);
}
