// A simple command in, its standard output out: assignments, words, redirections, then whoever the name stands for.
import { visibleLine } from '../../text/visible.ts';
import { StopReading } from '../recorder.ts';
import type { CommandCall, Elements, Scene } from '../scene.ts';
import { tellEffect } from '../tell-effect.ts';
import { EMPTY, either, hole, join, show, taintOf, text, textOf, type Value } from '../value.ts';
import { attributesIn, giveAttribute, hasAttribute } from './attributes.ts';
import { assignElement, evaluate, indexOf } from './evaluate.ts';
import { expandText, expandWord } from './expand-word.ts';
import type { Assignment, Command, Word, WordPart } from './parse-shell.ts';
import { perform } from './perform.ts';
import { applyRedirects } from './redirect.ts';
import { runNamed } from './run-named.ts';
import { tellDanger } from './tell-danger.ts';
import { assign, keepAll, lookUp, nextChoice, putBack } from './variables.ts';

const MAX_WAYS = 64;
const MAX_DEPTH = 100;
/** More elements with keys of their own are not told apart. */
const MAX_KEYED = 100;

/** Reads the command once for each mix of what its variables may hold. */
export function runCommand(node: Command, scene: Scene): Value {
  const choices: Scene['choices'] = new Map();
  scene.spans?.(node.pos, node.end);
  const { variables } = scene.shell;
  const start = [...variables.values()].some((possible) => possible.length > 1) ? new Map(variables) : undefined;
  const ends: (typeof start & {})[] = [];
  let output: Value | undefined;
  for (let ways = 1; ; ways++) {
    const one = runOnce(node, { ...scene, choices });
    output = output === undefined ? one : either(output, one);
    const more = nextChoice(choices);
    if (start !== undefined && (more || ends.length > 0)) ends.push(new Map(variables));
    if (!more) break;
    if (ways === MAX_WAYS) throw new StopReading('too many possibilities');
    // Each mix starts from the same point: what one sets is not what the next one finds.
    if (start !== undefined) putBack(variables, start);
  }
  keepAll(scene.shell, ends);
  return output;
}

function runOnce(node: Command, scene: Scene): Value {
  const line = scene.lineAt(node.pos);
  const assignments = node.prefix.filter((part) => part.type === 'Assignment');
  const words = node.name === undefined ? [] : expandWord(node.name, scene);
  for (const arg of node.args) words.push(...(arg.type === 'Word' ? expandWord(arg, scene) : [assignmentWord(arg, node, scene)]));
  const around: CommandCall['around'] = (inner, run) => applyRedirects(node.redirects, inner, run);
  const saved = assignments.map(({ name }) => [name, scene.shell.variables.get(name)] as const);
  for (const assignment of assignments) set(assignment, scene, line);
  // `$(<file)` is what the file holds.
  if (words.length === 0) return around(scene, ({ stdin }) => (stdin === scene.stdin ? EMPTY : stdin));
  const literal = assignments.length === 0 && [node.name, ...node.args].every((word) => word?.type === 'Word' && isLiteral(word));
  const output = runWords(words, scene, { literal, line, around });
  for (const [name, before] of saved) {
    if (before === undefined) scene.shell.variables.delete(name);
    else scene.shell.variables.set(name, before);
  }
  return output;
}

/** Runs words as a command: a function or alias of this block, or a program. */
export function runWords(words: readonly Value[], scene: Scene, call: CommandCall): Value {
  const { recorder } = scene.machine;
  recorder.spend(words.length);
  if (scene.depth > MAX_DEPTH) throw new StopReading('commands are nested too deeply');
  const [first = EMPTY, ...args] = words;
  const name = textOf(first);
  const index = scene.scripts
    ? scene.command
    : recorder.command({ argv: words.map(show), literal: call.literal, line: call.line });
  const label = visibleLine(name ?? show(first));
  const inner: Scene = {
    ...scene,
    via: [...scene.via, label],
    ...(index === undefined ? {} : { command: index }),
    literal: call.literal,
    depth: scene.depth + 0.5,
    choices: new Map(),
  };
  const around = call.around ?? ((here: Scene, run: (scene: Scene) => Value) => run(here));
  return around(inner, (here) => {
    if (name === undefined) return runUnknown(first, args, here, call.line);
    const named = call.plain ? undefined : runNamed(name, args, here, call);
    return named ?? perform(name, args, here, call.line);
  });
}

/** Variables that by custom name a program of the project's tool chain. */
const TOOL_VARIABLE =
  /^\$\{?(?:CC|CXX|LD|AR|MAKE|CMAKE|GO|CARGO|RUSTC|NODE|NPM|PNPM|YARN|NPX|PYTHON\d?|PY|PIP\d?|VIRTUAL_ENV|JAVA|JAVAC|MVN|GRADLE|RUBY|BUNDLE|PHP|COMPOSER|DOCKER|COMPOSE|KUBECTL|TERRAFORM|JQ|CURL|GIT|PYTEST|UV|POETRY|BUN|DENO|TSC|ESLINT|PRETTIER)\b/;

function runUnknown(first: Value, args: readonly Value[], scene: Scene, line: number): Value {
  const shown = visibleLine(show(first));
  const tell = (kind: 'opaque' | 'execute' | 'download-execute', says: string) => tellEffect(scene, { kind, says, line });
  const { download, decoded } = taintOf(first);
  const last = first.at(-1);
  const base = last?.type === 'text' ? /\/([\w.+-]+)$/.exec(last.text)?.[1] : undefined;
  if (download !== undefined) tell('download-execute', `runs what it downloads from ${download}`);
  else if (decoded) tell('opaque', 'cannot tell: runs decoded text');
  else if (base !== undefined) {
    tell('execute', `runs ${shown}`);
    return perform(base, args, scene, line);
  } else if (TOOL_VARIABLE.test(shown)) tell('execute', `runs ${shown}`);
  else if (first.every((part) => part.type !== 'hole')) tell('opaque', `cannot tell: which command ${shown} is`);
  else tell('opaque', 'cannot tell: the command name is decided at run time');
  return hole(`$(${shown})`);
}

function set(assignment: Assignment, scene: Scene, line: number): void {
  const { name, value, append, index } = assignment;
  if (value.type === 'ArrayValue') {
    const before: Elements = append ? (lookUp(name, scene) ?? []) : [];
    const plain = value.elements.length > MAX_KEYED || !value.elements.some(isKeyed);
    assign(name, plain ? [...before, ...value.elements.flatMap((word) => expandWord(word, scene))] : before, scene);
    if (!plain) for (const word of value.elements) addElement(name, word, scene);
  } else if (index !== undefined) {
    assignElement(name, indexOf(name, expandText(index, scene), scene), expandText(value, scene), scene);
  } else {
    const before = append ? (lookUp(name, scene) ?? [EMPTY]).slice(0, 1) : [];
    const content = expandText(value, scene);
    if (hasAttribute(name, 'integer', scene.shell)) evaluate(content, scene);
    assign(name, [join([...before, content])], scene);
  }
  tellDanger(name, lookUp(name, scene)?.[0] ?? EMPTY, scene, line);
}

function isKeyed(word: Word): boolean {
  return /^\[.*\]\+?=/s.test(word.text);
}

function addElement(name: string, word: Word, scene: Scene): void {
  if (!isKeyed(word)) {
    assign(name, [...(lookUp(name, scene) ?? []), ...expandWord(word, scene)], scene);
    return;
  }
  const [first, ...rest] = expandText(word, scene);
  const [head = '', key = ''] = /^\[([^\]]*)\]\+?=/.exec(first?.text ?? '') ?? [];
  const value = join([text((first?.text ?? '').slice(head.length)), rest]);
  assignElement(name, indexOf(name, text(key), scene), value, scene);
}

/** `export A=b`, `alias a=b`: the builtin gets it as one word; lists are set at once. */
function assignmentWord(assignment: Assignment, node: Command, scene: Scene): Value {
  if (assignment.value.type === 'ArrayValue') {
    // `declare -A x=(…)`: what the letters say counts for the list already.
    const given = attributesIn(node.args.flatMap((arg) => (arg.type === 'Word' ? [arg.text] : [])));
    if (given.includes('map')) giveAttribute(assignment.name, 'map', scene.shell);
    set(assignment, scene, scene.lineAt(assignment.pos));
    return text(assignment.name);
  }
  return join([text(`${assignment.name}${assignment.append ? '+=' : '='}`), expandText(assignment.value, scene)]);
}

function isLiteral(word: Word): boolean {
  return !word.text.startsWith('~') && (word.parts ?? []).every(isLiteralPart);
}

function isLiteralPart(part: WordPart): boolean {
  if (part.type === 'DoubleQuoted') return part.parts.every(isLiteralPart);
  return part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted';
}
