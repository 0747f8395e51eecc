// What a policy file may say, as a valibot schema; every message says what was expected.
import { EFFECT_KINDS, PATH_CLASSES } from '../effects.ts';
import { visibleLine } from '../text/visible.ts';
import { findTool } from '../tool/find-tool.ts';
import type { Decision, Tool } from '../types.ts';
import { isEverything } from './needs-reading.ts';
import { isPathClass, isPathGlob } from './path-matches.ts';
import type { Example, Rule } from './policy.ts';

const DECISIONS = ['allow', 'ask', 'deny'] as const;
const EFFECT_WORDS = [...EFFECT_KINDS, 'none'] as const;
const HOST = /^(\*\.)?[\w:.-]+$/;
const EXPECTS_KEYS = 'expected keys and values';
const NAME = /^[a-z0-9][a-z0-9._-]*$/i;

export interface Extends {
  readonly policy: string;
  readonly as?: 'ask' | 'deny';
  readonly without: readonly string[];
}

export interface PolicySource {
  readonly name: string;
  readonly description: string;
  readonly default: Decision;
  readonly extends: readonly Extends[];
  readonly rules: readonly Rule[];
}

export function policySchema(v: typeof import('valibot'), tools: readonly Tool[]) {
  const fields = <const T extends import('valibot').ObjectEntries>(entries: T) =>
    v.pipe(
      // A list would pass for an object without keys, and an `allow` without keys allows everything.
      v.custom<Readonly<Record<string, unknown>>>((value) => !Array.isArray(value), EXPECTS_KEYS),
      v.strictObject(entries, ({ expected }) =>
        expected === 'never'
          ? `unknown key; expected ${list(Object.keys(entries))}`
          : expected === 'Object'
            ? EXPECTS_KEYS
            : 'is missing',
      ),
    );
  const text = v.pipe(v.string('expected a text'), v.trim(), v.nonEmpty('expected a text that is not empty'));
  const sentence = v.pipe(
    text,
    v.transform((lines) => visibleLine(lines.replace(/\s+/g, ' '))),
  );
  const name = v.pipe(text, v.regex(NAME, 'expected letters, digits, ".", "_" and "-"'));
  const word = (expected: string, accepts: (word: string) => boolean) =>
    v.pipe(
      text,
      v.check(accepts, (issue) => `"${issue.input}" is unknown; expected ${expected}`),
    );
  const orList = <T extends import('valibot').GenericSchema>(item: T) =>
    v.pipe(
      v.unknown(),
      v.transform((value) => (Array.isArray(value) ? value : [value])),
      v.array(item),
      v.nonEmpty('expected at least one entry'),
    );
  const language = word(
    `a tool or a language of one: ${list(tools.map((tool) => tool.name))}`,
    (entry) => findTool(entry, tools) !== undefined,
  );
  const languages = orList(language);

  const condition = v.pipe(
    fields({
      effect: v.exactOptional(
        orList(v.picklist(EFFECT_WORDS, ({ received }) => `${received} is no effect; expected ${list(EFFECT_WORDS)}`)),
      ),
      command: v.exactOptional(
        orList(
          v.pipe(
            text,
            v.transform((line): readonly string[] => line.split(/\s+/)),
          ),
        ),
      ),
      language: v.exactOptional(languages),
      exceptLanguage: v.exactOptional(languages),
      path: v.exactOptional(
        orList(word(`a glob such as "~/.ssh/**", or ${list(PATH_CLASSES)}`, (entry) => isPathGlob(entry) || isPathClass(entry))),
      ),
      host: v.exactOptional(orList(word('a host such as "example.com" or "*.example.com"', (entry) => HOST.test(entry)))),
      recursive: v.exactOptional(v.boolean('expected true or false')),
    }),
    v.check(
      (when) => !when.effect?.includes('none') || (when.path ?? when.host ?? when.recursive) === undefined,
      '"none" has no path, host or recursive; give it a rule of its own',
    ),
  );
  const example = v.union(
    [
      v.pipe(
        v.string(),
        v.transform((code): Example => ({ language: 'bash', code })),
      ),
      fields({ language, code: v.string() }),
    ],
    'expected bash code, or {language, code}',
  );
  const examples = v.array(example, 'expected a list of examples');

  const rule = v.pipe(
    fields({
      id: name,
      allow: v.exactOptional(condition),
      ask: v.exactOptional(condition),
      deny: v.exactOptional(condition),
      because: sentence,
      confirm: v.exactOptional(v.literal('code', 'expected code')),
      match: examples,
      notMatch: v.optional(examples, []),
    }),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }): Rule => {
      const [decision, another] = DECISIONS.filter((key) => value[key] !== undefined);
      const when = decision && value[decision];
      const fault = (message: string) => {
        addIssue({ message });
        return NEVER;
      };
      if (when === undefined || decision === undefined || another !== undefined)
        return fault(`rule "${value.id}" must have exactly one of allow, ask, deny`);
      if (value.match.length === 0) return fault(`rule "${value.id}" needs examples: "match" lists code that it must match`);
      if (value.notMatch.length === 0 && !isEverything(when))
        return fault(`rule "${value.id}" needs examples: "notMatch" lists code that it must not match`);
      if (decision !== 'allow' && when.effect?.includes('none'))
        return fault(`rule "${value.id}": effect "none" is for allow rules`);
      if (decision === 'allow' && value.confirm !== undefined)
        return fault(`rule "${value.id}": "confirm" is for rules that ask`);
      const { id, because, confirm, match, notMatch } = value;
      return { id, decision, because, when, ...(confirm ? { confirm } : {}), match, notMatch };
    }),
  );
  return fields({
    name,
    description: sentence,
    default: v.picklist(DECISIONS, 'expected allow, ask or deny'),
    extends: v.optional(
      v.array(
        fields({
          policy: text,
          as: v.exactOptional(v.picklist(['ask', 'deny'], 'expected ask or deny')),
          without: v.optional(v.array(name, 'expected a list of rule ids'), []),
        }),
        'expected a list of {policy, as, without}',
      ),
      [],
    ),
    rules: v.optional(v.array(rule, 'expected a list of rules'), []),
  });
}

function list(words: readonly string[]): string {
  return words.join(', ');
}
