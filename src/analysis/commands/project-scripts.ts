// Scripts that a project's own files name: recipes of make, scripts of package.json. Read one level deep where their text is known.
import { resolveFrom } from '../path-of.ts';
import { scriptOf } from '../script-of.ts';
import { recallAll, remember } from '../shell/remember.ts';
import { EMPTY, join, joinWords, show, text, textOf, type Value } from '../value.ts';
import { below } from './project-files.ts';
import type { Call } from './spec.ts';

const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile'];
const MAX_TARGETS = 64;

/** The recipes of the targets that `make` is asked for, and of what they need. */
export function makeTargets(call: Call): Value | undefined {
  const { options, operands, stdin, scene, line } = call;
  if (options.has('n just-print dry-run recon q question')) return undefined;
  const into = options.all('C directory')[0];
  const named = options.all('f file makefile');
  const paths = named.length > 0 ? named : MAKEFILES.map((name) => below(into, name));
  for (const path of paths) {
    const found = show(path) === '-' ? { code: stdin, scene } : scriptOf(path, scene, line);
    if (found === undefined) continue;
    const whole = textOf(found.code);
    if (whole === undefined) return call.code('bash', found.code, 'make', found.scene);
    const literal = withIncluded(whole, into, call);
    const settings = operands.map(show).filter((word) => word.includes('='));
    const goals = operands.map(show).filter((word) => !word.includes('='));
    const cwd = into === undefined ? scene.shell.cwd : resolveFrom(scene.shell.cwd ?? '/', show(into));
    const here = { ...found.scene, shell: { ...found.scene.shell, cwd } };
    const recipes = recipesOf(literal, goals, settings);
    return recipes === '' ? EMPTY : call.code('bash', text(recipes), goals[0] === undefined ? 'make' : `make ${goals[0]}`, here);
  }
  return undefined;
}

/** What `include a.mk` names stands in its place, one level deep; where nobody knows its name it is left out. */
function withIncluded(makefile: string, into: Value | undefined, { scene, line }: Call): string {
  return makefile.replace(/^[-s]?include[ \t]+([^#\n$*?]+)$/gm, (_, names: string) => {
    const texts = names
      .trim()
      .split(/\s+/)
      .map((name) => scriptOf(below(name.startsWith('/') ? undefined : into, name), scene, line));
    return texts.map((found) => (found === undefined ? '' : (textOf(found.code) ?? ''))).join('\n');
  });
}

function recipesOf(makefile: string, goals: readonly string[], settings: readonly string[]): string {
  const variables = new Map<string, string>();
  const rules = new Map<string, { needs: string[]; recipe: string[] }>();
  let current: readonly string[] = [];
  let first: string | undefined;
  for (const line of makefile.replace(/\\\n\s*/g, ' ').split('\n')) {
    const setting = /^(?:export\s+|override\s+)?([\w.-]+)\s*(?:[:?+]|::)?=\s*(.*)$/.exec(line);
    const rule = /^([^\s#:=][^:=]*):(?!=)([^=;]*)(?:;(.*))?$/.exec(line);
    if (line.startsWith('\t')) for (const name of current) rules.get(name)?.recipe.push(line.slice(1));
    else if (setting) variables.set(setting[1] ?? '', setting[2] ?? '');
    else if (rule) {
      current = expand(rule[1] ?? '', variables, '')
        .split(/\s+/)
        .filter((name) => name !== '');
      first ??= current.find((name) => !name.startsWith('.') && !name.includes('%'));
      for (const name of current) {
        const known = rules.get(name) ?? { needs: [], recipe: [] };
        known.needs.push(...expand(rule[2] ?? '', variables, name).split(/\s+/));
        if (rule[3] !== undefined) known.recipe.push(rule[3]);
        rules.set(name, known);
      }
    }
  }
  for (const setting of settings) variables.set(setting.slice(0, setting.indexOf('=')), setting.slice(setting.indexOf('=') + 1));
  const done = new Set<string>();
  const lines: string[] = [];
  const visit = (name: string) => {
    if (done.has(name) || done.size >= MAX_TARGETS) return;
    done.add(name);
    const rule = rules.get(name);
    for (const need of rule?.needs ?? []) visit(need);
    // Each line is a shell of its own: a `cd` ends with it.
    for (const line of rule?.recipe ?? []) lines.push(`(${expand(line.replace(/^[\s@+-]+/, ''), variables, name)}\n)`);
  };
  for (const goal of goals.length > 0 ? goals : first === undefined ? [] : [first]) visit(goal);
  return lines.join('\n');
}

/** `$(NAME)` from the file; what nobody set is a variable that the shell may know. */
function expand(line: string, variables: ReadonlyMap<string, string>, target: string, depth = 0): string {
  return line.replace(
    /\$(?:\$|\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\{([^{}]*)\}|([@<^?*]))/g,
    (whole, round?: string, curly?: string, own?: string) => {
      if (whole === '$$') return '$';
      if (own !== undefined) return own === '@' ? target : 'prerequisite';
      const name = round ?? curly ?? '';
      const value = variables.get(name);
      if (value !== undefined && depth < 8) return expand(value, variables, target, depth + 1);
      const code = /^shell\s+(.*)$/s.exec(name)?.[1];
      if (code !== undefined) return `$(${code})`;
      // What the file does not set may come from the environment.
      return /^\w+$/.test(name) ? `\${${name}}` : `\${make_function}`;
    },
  );
}

/** The script of package.json that `npm run x`, `npm test` and their like start, with what comes before and after it. */
export function packageScript(call: Call): Value | undefined {
  const { name, operands, options, args, scene, line } = call;
  const [sub, next, ...others] = operands;
  const verb = sub === undefined ? '' : show(sub);
  const runs = /^(?:run|run-script|rum|urn)$/.test(verb);
  const direct = /^(?:test|t|tst|start|stop|restart)$/.test(verb) ? (verb.startsWith('t') ? 'test' : verb) : undefined;
  const script = runs
    ? next && show(next)
    : (direct ?? (name === 'yarn' || name === 'pnpm' || name === 'bun' ? verb : undefined));
  if (script === undefined || script === '') return undefined;
  const into = options.all('prefix C dir cwd')[0];
  const path = below(into, 'package.json');
  const stored = scriptOf(path, scene, line);
  const own = recallAll(scene, 'script');
  const scripts = new Map([...((stored && scriptsOf(textOf(stored.code))) ?? []), ...own]);
  const found = stored ?? { scene };
  if (scripts.size === 0) return undefined;
  const rest = runs ? others : direct === undefined ? [next ?? EMPTY, ...others] : [next ?? EMPTY, ...others];
  const given = args.some((arg) => show(arg) === '--') || name !== 'npm' ? rest.filter((word) => word.length > 0) : [];
  const cwd = into === undefined ? scene.shell.cwd : resolveFrom(scene.shell.cwd ?? '/', show(into));
  const here = { ...found.scene, shell: { ...found.scene.shell, cwd } };
  const codes = [`pre${script}`, script, `post${script}`].flatMap((one) => {
    const code = scripts.get(one);
    return code === undefined ? [] : [one === script ? joinWords([text(code), ...given]) : text(code)];
  });
  return codes.length === 0 ? undefined : join(codes.map((code) => call.code('bash', code, `${name} ${script}`, here)));
}

/** `npm pkg set scripts.x=…`, `npm set-script x …`: what `npm run x` will do. */
export function setScript({ operands, scene }: Call): void {
  const [verb = '', first = '', second = '', ...rest] = operands.map(show);
  if (verb === 'set-script') remember(scene, 'script', first, second);
  if (verb !== 'pkg' || first !== 'set') return;
  for (const word of [second, ...rest]) {
    const [, name, code = ''] = /^scripts[.[]["']?([\w:.-]+?)["']?\]?=(.*)$/s.exec(word) ?? [];
    if (name !== undefined) remember(scene, 'script', name, code);
  }
}

function scriptsOf(literal: string | undefined): ReadonlyMap<string, string> | undefined {
  try {
    const parsed: unknown = JSON.parse(literal ?? '');
    const scripts = typeof parsed === 'object' && parsed !== null && 'scripts' in parsed ? parsed.scripts : undefined;
    if (typeof scripts !== 'object' || scripts === null) return undefined;
    return new Map(Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return undefined;
  }
}
