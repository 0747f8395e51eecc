// A variable's name in, what it may hold out; and the same for setting it. Knows what the environment sets by itself.
import { classifyPath } from '../classify-path.ts';
import { real, SCRIPT_FOLDER } from '../path-of.ts';
import type { Elements, Scene, Shell } from '../scene.ts';
import { EMPTY, hole, text, type Value } from '../value.ts';
import { kept, targetOf } from './attributes.ts';

const MAX_CHOICES = 8;

/** The author of a block thinks of a script of the project, in a folder of its own. */
function itself({ machine }: Scene): Value {
  return text(`${machine.place.cwd}${SCRIPT_FOLDER}/bash`);
}

/** Variables that every shell or login sets. The value is the place, or a word without a slash. */
const ENVIRONMENT: Readonly<Record<string, (scene: Scene) => Value>> = {
  HOME: ({ machine }) => text(machine.place.home),
  PWD: ({ shell }) => (shell.cwd === undefined ? hole('$PWD') : text(shell.cwd)),
  OLDPWD: ({ machine }) => text(machine.place.cwd),
  TMPDIR: () => text('/tmp'),
  XDG_CONFIG_HOME: ({ machine }) => text(`${machine.place.home}/.config`),
  XDG_CACHE_HOME: ({ machine }) => text(`${machine.place.home}/.cache`),
  XDG_DATA_HOME: ({ machine }) => text(`${machine.place.home}/.local/share`),
  IFS: () => text(' \t\n'),
  '!': () => hole('$!', {}, 'own-process'),
  '0': itself,
  BASH: () => text('/bin/bash'),
  SHELL: () => text('/bin/bash'),
  BASH_SOURCE: itself,
  '@': ({ shell }) => shell.positional?.[0] ?? hole('$@'),
};
/** Variables that are there for one program to read, and for nobody to send. */
const SECRET_NAME =
  /^AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)$|^(?:\w+_)?(?:PRIVATE_KEY|SECRET_KEY_BASE|MASTER_KEY|MNEMONIC|KEYSTORE_PASSWORD)$/;
const WORDS = new Set(
  '$ ? # - RANDOM SRANDOM LINENO SECONDS EPOCHSECONDS EPOCHREALTIME BASHPID PPID UID EUID USER LOGNAME HOSTNAME HOSTTYPE OSTYPE MACHTYPE BASH_VERSION COLUMNS LINES'.split(
    ' ',
  ),
);

/** @returns The elements, or undefined when nothing in the block sets it and nobody else is known to. */
export function lookUp(written: string, scene: Scene): Elements | undefined {
  const name = targetOf(written, scene.shell);
  if (/^[1-9]\d*$/.test(name)) {
    const { positional } = scene.shell;
    return positional === undefined ? [hole(`$${name}`)] : [positional[Number(name) - 1] ?? EMPTY];
  }
  if (name === '@' || name === '*') return scene.shell.positional ?? [hole(`$${name}`)];
  const known = scene.shell.variables.get(name);
  if (known !== undefined) return choose(name, known, scene);
  const usual = Object.hasOwn(ENVIRONMENT, name) ? ENVIRONMENT[name]?.(scene) : undefined;
  if (usual !== undefined) return [usual];
  if (SECRET_NAME.test(name)) return [hole(`$${name}`, { secret: `$${name}` })];
  return WORDS.has(name) ? [hole(`$${name}`, {}, 'word')] : undefined;
}

/** Possibilities that go together: of the fields of one line, not one from here and one from there. */
const TOGETHER = new WeakMap<readonly Elements[], string>();

/** Sets several variables by lines: the first line's fields, or the second's, … */
export function assignLines(names: readonly string[], lines: readonly Elements[], scene: Scene): void {
  const group = `(${scene.machine.next()})`;
  for (const [at, name] of names.entries()) {
    const possible = lines.map((fields): Elements => [fields[at] ?? EMPTY]);
    TOGETHER.set(possible, group);
    scene.shell.variables.set(targetOf(name, scene.shell), possible);
  }
}

function choose(name: string, possible: readonly Elements[], scene: Scene): Elements {
  if (possible.length < 2) return possible[0] ?? [EMPTY];
  const key = TOGETHER.get(possible) ?? name;
  const choice = scene.choices.get(key) ?? { at: 0, of: possible.length };
  scene.choices.set(key, choice);
  return possible[choice.at] ?? [EMPTY];
}

/** Moves on to the next mix of possibilities. @returns Whether there is one. */
export function nextChoice(choices: Scene['choices']): boolean {
  for (const choice of choices.values()) {
    choice.at++;
    if (choice.at < choice.of) return true;
    choice.at = 0;
  }
  return false;
}

/** Sets a variable. */
export function assign(written: string, given: Elements, scene: Scene): void {
  const { variables } = scene.shell;
  const name = targetOf(written, scene.shell);
  variables.set(name, [kept(name, given, scene.shell)]);
}

type Variables = Shell['variables'];

export function putBack(variables: Variables, earlier: Variables): void {
  variables.clear();
  for (const [name, possible] of earlier) variables.set(name, possible);
}

/** After all mixes of possibilities: what any of them left behind. */
export function keepAll({ variables }: Shell, ends: readonly Variables[]): void {
  const [first, ...others] = ends;
  if (first === undefined) return;
  for (const name of new Set(ends.flatMap((end) => [...end.keys()]))) {
    const sets = [first, ...others].flatMap((end) => [end.get(name) ?? []]);
    if (sets.some((set) => set !== sets[0]))
      variables.set(
        name,
        sets.reduce((one, other) => union(name, one, other)),
      );
  }
}

function union(name: string, one: readonly Elements[], other: readonly Elements[]): readonly Elements[] {
  const all = new Map([...one, ...other].map((elements) => [JSON.stringify(elements), elements]));
  return all.size > MAX_CHOICES ? [[hole(`$${name}`)]] : [...all.values()];
}

/** After a branch: what either way may have left behind. */
export function merge(shell: Shell, branches: readonly Shell[], scene: Scene, guarded?: string): void {
  const [first, ...others] = branches;
  if (first === undefined) return;
  const names = new Set(branches.flatMap((branch) => [...branch.variables.keys()]));
  scene.machine.recorder.spend(names.size / 10);
  for (const name of names) {
    const all = branches.map((branch) => branch.variables.get(name));
    const sets = name === guarded ? all.filter((set) => set !== undefined) : all;
    if (sets.every((set) => set === sets[0])) {
      if (sets[0]) shell.variables.set(name, sets[0]);
      continue;
    }
    const unset = lookUp(name, { ...scene, shell: { ...first, variables: new Map() } }) ?? [EMPTY];
    shell.variables.set(
      name,
      sets.map((set) => set ?? [unset]).reduce((one, other) => union(name, one, other)),
    );
  }
  const places = new Set(branches.map(({ cwd }) => cwd));
  shell.cwd = places.size < 2 ? first.cwd : worst([...places], scene);
  for (const branch of [first, ...others]) {
    for (const [name, body] of branch.functions)
      if (shell.functions.get(name) !== body) shell.functions.set(name, { ...body, certain: false });
    for (const [name, body] of branch.aliases) shell.aliases.set(name, body);
  }
}

/** What had something in it before may still have that in it. */
export function keepBoth(shell: Shell, before: ReadonlyMap<string, readonly Elements[]>): void {
  for (const [name, held] of before) {
    const now = shell.variables.get(name);
    const said = held.filter((elements) => elements.some((element) => element.length > 0));
    if (now !== undefined && now !== held && said.length > 0) shell.variables.set(name, union(name, now, said));
  }
}

/** Of several working directories, one that lies outside tells more than one that lies inside. */
function worst(places: readonly (string | undefined)[], { machine }: Scene): string | undefined {
  const away = places.filter(
    (cwd) => cwd !== undefined && !['inside', 'cwd', 'own-temporary'].includes(classifyPath(real(cwd), machine.place)),
  );
  return places.includes(undefined)
    ? undefined
    : (away[0] ?? [...places].sort((one, other) => (one?.length ?? 0) - (other?.length ?? 0))[0]);
}

export function joinElements(elements: Elements, between = ' '): Value {
  return elements.flatMap((element, at) => (at === 0 ? element : [...text(between), ...element]));
}
