// A placeholder of the help (`<policy>`, `<folder>`, `<cases.jsonl>`) or a list of choices in; what may be typed there out.
import { builtInPolicies } from '../../policy/built-in.ts';
import { BUILT_IN_TOOLS } from '../../tool/tools.ts';

export interface Word {
  /** One that ends in a colon goes on as the path of a file: `replay:`. */
  readonly word: string;
  readonly about: string;
}

export interface Values {
  /** What scripts call it by: letters, digits and `_`. */
  readonly id: string;
  readonly words: readonly Word[];
  /** Offered where there are no words, or none of them fits. */
  readonly others: 'nothing' | 'files' | 'folders' | 'variables';
  /** Without the dot; the files to offer first, and all of them where it is empty. */
  readonly endings: readonly string[];
  /** Whether more may follow after a comma; then the option may be given again, too. */
  readonly list: boolean;
}

const NOTHING: Values = { id: 'nothing', words: [], others: 'nothing', endings: [], list: false };

/** What the help calls a thing says what it is. */
const PLACEHOLDERS: Readonly<Record<string, () => Partial<Values>>> = {
  task: () => ({ others: 'files', endings: ['md'] }),
  file: () => ({ others: 'files' }),
  path: () => ({ others: 'files' }),
  folder: () => ({ others: 'folders' }),
  variable: () => ({ others: 'variables', list: true }),
  policy: () => ({ words: policies(), others: 'files', endings: ['yaml', 'yml', 'json'], list: true }),
  run: () => ({ words: [{ word: 'last', about: 'the newest run' }] }),
  tools: () => ({ words: tools(), list: true }),
};

/** @param at Where it stands, as an id: choices have no name of their own. */
export function valuesOf(placeholder: string, choices: readonly string[] | undefined, at: string): Values {
  if (choices !== undefined) return { ...NOTHING, id: at, words: choices.map(choice) };
  const ending = /\.(\w+)$/.exec(placeholder)?.[1];
  if (ending !== undefined) return { ...NOTHING, id: `files_${ending}`, others: 'files', endings: [ending] };
  const known = Object.hasOwn(PLACEHOLDERS, placeholder) ? PLACEHOLDERS[placeholder] : undefined;
  return known === undefined ? NOTHING : { ...NOTHING, id: placeholder, ...known() };
}

/** `replay:FILE` is a word and then a file. */
function choice(word: string): Word {
  return { word: word.replace(/:FILE$/, ':'), about: '' };
}

function policies(): readonly Word[] {
  return Object.values(builtInPolicies()).map(({ name, description }) => ({ word: name, about: description }));
}

function tools(): readonly Word[] {
  const each = BUILT_IN_TOOLS.map(({ name, languages }) => ({ word: name, about: languages.join(', ') }));
  return [...each, { word: 'all', about: 'every tool' }];
}
