// A loop in, what it writes to standard output out. Lists are gone through word by word, other loops twice.
import { copyShell, type Scene } from '../scene.ts';
import { EMPTY, hole, join, show, taintOf, textOf, type Value } from '../value.ts';
import { expandWord } from './expand-word.ts';
import type { CompoundList, Word } from './parse-shell.ts';
import { tellDanger } from './tell-danger.ts';
import { assign, merge } from './variables.ts';

const MAX_ROUNDS = 64;

export function runFor(name: string, words: readonly Word[] | undefined, body: CompoundList, scene: Scene): Value {
  const values =
    words === undefined ? (scene.shell.positional ?? [hole('$@')]) : words.flatMap((word) => expandWord(word, scene));
  if (values.length > MAX_ROUNDS) {
    const taken = [...values.slice(0, MAX_ROUNDS), hole(`$${name}`)];
    return join(taken.map((value) => round(name, value, body, scene)));
  }
  const before = copyShell(scene.shell);
  const output = join(
    values.map((value) => {
      const earlier = new Map(scene.shell.variables);
      const printed = round(name, value, body, scene);
      // One word that stands for any number of files.
      if (textOf(value) === undefined && countOn(scene, earlier)) round(name, value, body, scene);
      return printed;
    }),
  );
  // Only a list that surely has words surely runs.
  if (!values.some((value) => textOf(value) !== undefined)) merge(scene.shell, [scene.shell, before].map(copyShell), scene);
  return output;
}

function round(name: string, value: Value, body: CompoundList, scene: Scene): Value {
  assign(name, [value], { ...scene, choices: new Map() });
  tellDanger(name, value, scene, scene.lineAt(body.pos));
  return scene.machine.runNode(body, scene);
}

/** Two rounds; what still changes in the second can hold anything after many. */
export function loop(body: () => Value, scene: Scene): Value {
  const { shell } = scene;
  const before = copyShell(shell);
  body();
  const once = new Map(shell.variables);
  merge(shell, [copyShell(shell), before], scene);
  countOn(scene, before.variables);
  const output = body();
  for (const [name, content] of shell.variables) {
    const earlier = once.get(name);
    if (earlier === content || earlier === undefined || !before.variables.has(name)) continue;
    if (JSON.stringify(earlier) !== JSON.stringify(content)) shell.variables.set(name, [[widened(name, content[0]?.[0])]]);
  }
  merge(shell, [copyShell(shell), before], scene);
  return output.length === 0 ? EMPTY : hole(show(output).slice(0, 40), taintOf(output));
}

type Variables = ReadonlyMap<string, readonly (readonly Value[])[]>;

/** A number that is another after a round goes on: what the next one sees may be any. @returns Whether there is one. */
function countOn({ shell }: Scene, earlier: Variables): boolean {
  const counters = [...shell.variables].filter(([name, now]) => {
    const [first, last] = [earlier.get(name)?.at(0)?.[0], now.at(-1)?.[0]];
    const isNew = now !== earlier.get(name);
    return isNew && [first, last].every((value) => value !== undefined && /^\d+$/.test(textOf(value) ?? ''));
  });
  for (const [name, now] of counters) shell.variables.set(name, [...now, [hole(`$${name}`, {}, 'word')]]);
  return counters.length > 0;
}

function widened(name: string, value: Value | undefined): Value {
  const number =
    value !== undefined &&
    (/^\d+$/.test(textOf(value) ?? '') || value.every((part) => part.type === 'hole' && part.nature === 'word'));
  return number ? hole(`$${name}`, {}, 'word') : hole(`$${name}`);
}
