// xargs and parallel: a command for each word or line that comes in.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are shell code.
import { escapes } from '../decode.ts';
import { copyShell } from '../scene.ts';
import { parseOptions } from '../shell/options.ts';
import { EMPTY, hole, isTainted, join, joinWords, show, taintOf, text, textOf, type Value } from '../value.ts';
import type { Call, Specs } from './spec.ts';

const XARGS = 'a d E I L n P s arg-file delimiter eof max-lines max-args max-procs max-chars replace process-slot-var';
const PARALLEL = 'j jobs N I colsep a arg-file joblog results delay timeout retries S sshlogin';

export const FOR_EACH: Specs = {
  xargs: { values: XARGS, does: xargs },
  parallel: { values: PARALLEL, does: parallel },
};

/** What it adds is whatever comes in: the one name that is known, or a hole. */
function xargs(call: Call): Value {
  const { args, stdin, scene } = call;
  // The options of the command that follows are its own.
  const options = parseOptions(args, XARGS, true);
  const { rest } = options;
  const command = rest.length === 0 ? [text('echo')] : rest;
  const mark = options.all('I replace')[0] ?? (options.has('i') ? text('{}') : undefined);
  const delimiter = options.all('d delimiter').map(show)[0];
  const between = options.has('0 null') ? /\0/ : delimiter ? oneOf(delimiter) : mark === undefined ? undefined : /\n/;
  const list = options.all('a arg-file')[0];
  const input = incoming(list === undefined ? stdin : call.read(list), between);
  const inner = { ...scene, stdin: EMPTY, literal: false };
  if (mark === undefined) return call.run([...command, ...input], inner);
  return join(
    input.map((value) =>
      call.run(
        command.map((word, at) => substituted(word, show(mark), isCode(command, at) && isOpen(value) ? INPUT : value)),
        isOpen(value) ? withInput(inner, value) : inner,
      ),
    ),
  );
}

/** What comes in stands for data in code that is given to a shell; as its first word it would be a command. */
const NAME = 'xargs_input';
const INPUT = text(`\${${NAME}}`);

function isCode(command: readonly Value[], at: number): boolean {
  return /^-\w*c$/.test(show(command[at - 1] ?? EMPTY)) && show(command[at] ?? EMPTY).length > MIN_CODE;
}

const MIN_CODE = 4;

function isOpen(value: Value): boolean {
  return value.some((part) => part.type === 'hole' && part.nature === 'any') && !isTainted(taintOf(value));
}

function withInput(scene: Call['scene'], value: Value): Call['scene'] {
  const shell = copyShell(scene.shell);
  shell.variables.set(NAME, [[value]]);
  return { ...scene, shell };
}

function oneOf(delimiter: string): RegExp {
  return new RegExp(`[${escapes(delimiter).replace(/[\\\]^-]/g, '\\$&')}]`);
}

/** Words, or what stands between the given marks. */
function incoming(stdin: Value, mark: RegExp = /[\s\0]+/): readonly Value[] {
  const literal = textOf(stdin);
  const names = literal?.split(mark).filter((name) => name !== '') ?? [];
  if (literal !== undefined && names.length > 0 && names.length <= 64) return names.map((name) => text(unquoted(name, mark)));
  const [first] = stdin;
  const found = first !== undefined && literal === undefined && (first.type !== 'hole' || first.nature !== 'any');
  if (found) return [stdin];
  return [
    hole(first?.type === 'hole' && stdin.length === 1 && first.text.startsWith('$(') ? first.text : '(input)', taintOf(stdin)),
  ];
}

/** xargs takes quotes away, unless it is told what stands between words. */
function unquoted(name: string, mark: RegExp): string {
  return mark.source.includes('\\s') ? name.replace(/^(['"])(.*)\1$/, '$2') : name;
}

function substituted(word: Value, mark: string, value: Value): Value {
  return join(
    word.flatMap((part) => {
      if (part.type !== 'text' || !part.text.includes(mark)) return [[part]];
      return part.text.split(mark).flatMap((piece, at) => (at === 0 ? [text(piece)] : [value, text(piece)]));
    }),
  );
}

function parallel(call: Call): Value {
  const { args, stdin, scene } = call;
  const options = parseOptions(args, PARALLEL, true);
  const { rest } = options;
  const marks = rest.findIndex((word) => /^:::/.test(show(word)));
  const command = marks === -1 ? rest : rest.slice(0, marks);
  const input = marks === -1 ? incoming(stdin, /\n/) : rest.slice(marks + 1);
  if (options.has('pipe pipepart')) return call.run(command, scene);
  const inner = { ...scene, stdin: EMPTY };
  // What it gives to a shell is meant to be one word, though it takes it apart.
  if (command.some((word) => /^-\w*c$/.test(show(word))) && input.length > 0) call.run(command, inner);
  if (command.length === 0) return join(input.map((one) => call.code('bash', one, 'parallel', inner)));
  // What comes in stands there quoted.
  const code = joinWords(command.map(placed));
  const whole =
    show(code).includes('"$') || command.some((word) => show(word).includes('{')) ? code : joinWords([code, text('"$1"')]);
  return join(
    input
      .slice(0, 64)
      .map((one) => call.code('bash', whole, 'parallel', { ...inner, shell: { ...inner.shell, positional: [one] } })),
  );
}

const PLACES: Readonly<Record<string, string>> = {
  '{}': '"$1"',
  '{.}': '"${1%.*}"',
  '{/}': '"${1##*/}"',
  '{/.}': '"$(basename "$1")"',
  '{//}': '"$(dirname "$1")"',
  '{#}': '1',
  '{%}': '1',
};

/** `{}` and its kin. */
function placed(word: Value): Value {
  return word.map((part) =>
    part.type === 'text'
      ? { ...part, text: part.text.replace(/\{(?:\/?\.|\/{0,2}|#|%)\}/g, (mark) => PLACES[mark] ?? mark) }
      : part,
  );
}
