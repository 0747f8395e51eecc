// The builtins that set variables: `declare` and its kin, `read`, `mapfile`, `unset`, `let`, `getopts`.
import { attributesIn, giveAttribute, hasAttribute } from '../shell/attributes.ts';
import { assignTo, evaluate, splitName } from '../shell/evaluate.ts';
import { tellDanger } from '../shell/tell-danger.ts';
import { assign, assignLines, lookUp } from '../shell/variables.ts';
import { EMPTY, hole, join, show, splitFields, taintOf, text, textOf, type Value } from '../value.ts';
import type { Call, Specs } from './spec.ts';

export const ASSIGNMENTS: Specs = {
  'export declare typeset local readonly': { does: declare },
  unset: { does: unset },
  read: { values: 'a d i n N p t u', does: read },
  'mapfile readarray': { values: 'd n O s u C c', does: mapfile },
  getopts: { does: getopts },
  let: { does: calculate },
};

/** More lines than this are not followed one by one. */
const MAX_LINES = 8;

function declare(call: Call): Value {
  const { args, scene, line, options } = call;
  if (options.has('p') && call.operands.length === 0) return hole(`$(${call.name} -p)`, { secret: 'the environment' });
  const attributes = call.name === 'export' ? [] : attributesIn(args.map(show));
  for (const arg of args) {
    const [, name = '', index, append = '', rest] =
      /^(\w+)(\[[^\]]*\])?(?:(\+?)=(.*))?$/s.exec(arg[0]?.type === 'text' ? arg[0].text : '') ?? [];
    if (name === '') continue;
    const value = [...text(rest ?? ''), ...arg.slice(1)];
    for (const attribute of attributes) giveAttribute(name, attribute, scene.shell, attribute === 'reference' ? show(value) : '');
    if (rest === undefined || attributes.includes('reference')) continue;
    if (hasAttribute(name, 'integer', scene.shell)) evaluate(value, scene);
    if (index !== undefined) {
      assignTo(`${name}${index}`, value, scene);
      continue;
    }
    assign(name, [join([append === '' ? EMPTY : (lookUp(name, scene)?.[0] ?? EMPTY), value])], scene);
    tellDanger(name, value, scene, line);
  }
  return EMPTY;
}

function unset({ args, scene }: Call): undefined {
  for (const word of args.map(show)) {
    if (word.startsWith('-')) continue;
    const { name, index } = splitName(word, scene);
    scene.shell.functions.delete(name);
    if (index === undefined) scene.shell.variables.set(name, [[EMPTY]]);
  }
  return undefined;
}

/** From literal input the first lines are known; from anything else only where it comes from. */
function read(call: Call): undefined {
  const { operands, options, stdin, scene, line } = call;
  const list = options.all('a').map(show)[0];
  const names = operands.length === 0 ? ['REPLY'] : operands.map(show);
  const literal = textOf(stdin);
  const end = options.all('d').map(show)[0];
  const whole = end !== undefined && (end === '' || end === '\0');
  const lines = literal === undefined ? [] : whole ? [literal] : literal.split(end ?? '\n').filter((one) => one !== '');
  const separators = separatorsOf(call);
  const several = literal === undefined && list === undefined && names.length === 1 ? splitFields(stdin, /\n+/) : [];
  if (several.length > 1 && several.length <= MAX_LINES)
    assignLines(
      names,
      several.map((one) => [one]),
      scene,
    );
  else if (lines.length === 0 || lines.length > MAX_LINES) {
    const found = stdin[0]?.type !== 'hole' && literal === undefined;
    const value = (name: string, at: number) => (found && at === 0 ? stdin : hole(`$${name}`, taintOf(stdin)));
    for (const [at, name] of (list === undefined ? names : [list]).entries()) {
      // Of a list, any word may stand anywhere.
      scene.shell.variables.set(splitName(name, scene).name, [[value(name, at)]]);
      tellDanger(name, value(name, at), scene, line);
    }
  } else if (list !== undefined) {
    scene.shell.variables.set(
      list,
      lines.map((one) => splitFields(text(one), separators)),
    );
  } else if (names.length === 1) {
    const name = assignTo(names[0] ?? '', EMPTY, scene);
    if (name === names[0])
      assignLines(
        [name],
        lines.map((one) => [text(separators === undefined ? one.trim() : one)]),
        scene,
      );
    else assignTo(names[0] ?? '', text(lines[0] ?? ''), scene);
  } else {
    const fields = lines.map((one) => fieldsOf(one, names.length, separators ?? /[ \t\n]+/));
    assignLines(names, fields, scene);
  }
  for (const name of names) tellDanger(name, lookUp(name, scene)?.[0] ?? EMPTY, scene, line);
  return undefined;
}

/** What `IFS` holds, where it is not what it usually is. */
function separatorsOf({ scene }: Call): RegExp | undefined {
  const own = scene.shell.variables.get('IFS')?.[0]?.[0];
  const characters = own === undefined ? undefined : textOf(own);
  if (characters === undefined || /^[ \t\n]+$/.test(characters)) return undefined;
  return characters === '' ? /$^/ : new RegExp(`[${characters.replace(/[\\\]^-]/g, '\\$&')}]`);
}

/** The last name takes all that is left. */
function fieldsOf(line: string, many: number, separators: RegExp): readonly Value[] {
  const fields: Value[] = [];
  let rest = line.trim();
  while (fields.length < many - 1) {
    const at = rest.search(separators);
    fields.push(text(at === -1 ? rest : rest.slice(0, at)));
    rest = at === -1 ? '' : rest.slice(at).replace(separators, '');
  }
  return [...fields, text(rest)];
}

function mapfile({ operands, options, stdin, scene, line }: Call): undefined {
  const name = operands[0] === undefined ? 'MAPFILE' : show(operands[0]);
  const literal = textOf(stdin);
  const end = options.all('d').map(show)[0];
  const handler = options.all('C')[0];
  if (handler !== undefined) scene.machine.runCode('bash', handler, { ...scene, literal: false }, line);
  const unknown = stdin[0]?.type === 'hole' ? hole(`$${name}`, taintOf(stdin)) : stdin;
  const lines = literal?.split(end === undefined ? '\n' : end || '\0').map((one) => one.replace(/\n$/, '')) ?? [];
  assign(name, literal === undefined ? [unknown] : lines.filter((one) => one !== '').map(text), scene);
  tellDanger(name, lookUp(name, scene)?.[0] ?? EMPTY, scene, line);
  return undefined;
}

/** Which option it is, and what came with it, may be any of what the script was given. */
function getopts({ operands, scene }: Call): undefined {
  const name = operands[1] === undefined ? undefined : show(operands[1]);
  if (name !== undefined) assign(name, [hole(`$${name}`, {}, 'word')], scene);
  const given = operands.length > 2 ? operands.slice(2) : (scene.shell.positional ?? []);
  const values = given
    .map((value): readonly Value[] => [text(show(value).replace(/^-./, ''))])
    .filter(([value]) => value?.length);
  if (values.length > 0 && values.length <= MAX_LINES && given.every((value) => textOf(value) !== undefined))
    scene.shell.variables.set('OPTARG', values);
  return undefined;
}

function calculate({ args, scene }: Call): undefined {
  for (const arg of args) {
    const [, name, operator = '', rest = ''] = /^\s*(\w+)\s*([-+*/%]?)=(?!=)(.*)$/s.exec(show(arg)) ?? [];
    const value = evaluate(name === undefined ? arg : text(operator === '' ? rest : `${name}${operator}(${rest})`), scene);
    const target = name ?? /^\w+/.exec(show(arg))?.[0];
    if (target !== undefined)
      assign(target, [textOf(value) === undefined || name === undefined ? hole(`$${target}`, {}, 'word') : value], scene);
  }
  return undefined;
}
