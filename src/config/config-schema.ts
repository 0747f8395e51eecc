// What a config file may say, as a valibot schema; each message is what follows the key's name.
import { didYouMean } from '../text/did-you-mean.ts';
import { KEYS, MOST_SECONDS, VARIABLE_NAME } from './keys.ts';
import type { FileSettings, OwnTool } from './settings.ts';
import { splitWords } from './split-words.ts';

type Valibot = typeof import('valibot');
type Entries = import('valibot').ObjectEntries;

const TOOL_WORD = /^[a-z0-9_+#-]+$/;
const must = (expects: string) => `must be ${expects}`;
const NAMES = must('a list of names of environment variables');
const TOOLS = must('a list of tools, or a map such as {"deno": {"command": ["deno", "run", "-"]}, "ruby": false}');
const TOOL_NAME = 'is no name for a tool: it takes lower-case letters, digits, "_", "+", "#" and "-", and not the word "all"';
const COMMAND = must('a list: the program, then its arguments');
const LANGUAGES = must('a list of words in lower case, as they stand after the fence');

export function configSchema(v: Valibot) {
  const fields = <const T extends Entries>(entries: T, place: string) =>
    v.pipe(
      v.custom<Readonly<Record<string, unknown>>>((value) => !Array.isArray(value), must('keys and values')),
      // Without a prototype, so that `constructor` is as unknown a key as any other.
      v.strictObject(Object.assign(Object.create(null) as T, entries), ({ expected, path }) => {
        if (expected === 'Object') return must('keys and values');
        if (expected !== 'never') return 'must be there';
        const keys = Object.keys(entries);
        return `is no key${place}${didYouMean(String(path?.at(-1)?.key), keys) || `; there are ${keys.join(', ')}`}`;
      }),
    );
  const text = (expects: string) => v.pipe(v.string(expects), v.trim(), v.nonEmpty(expects));
  const seconds = ({ expects }: { readonly expects: string }) =>
    v.pipe(v.number(must(expects)), v.maxValue(MOST_SECONDS, must(expects)));
  const several = <T extends import('valibot').GenericSchema>(item: T, expects: string) =>
    v.pipe(v.array(item, expects), v.nonEmpty(expects));

  const oneOrMany = (expects: string, split: (text: string) => readonly string[]) =>
    v.lazy((value): import('valibot').GenericSchema<unknown, readonly string[]> =>
      Array.isArray(value) ? several(text(expects), expects) : v.pipe(text(expects), v.transform(split), v.nonEmpty(expects)),
    );

  const policy = must(KEYS.policy.expects);
  const always = must(KEYS.always.expects);
  const ownTool = fields(
    {
      command: v.pipe(
        several(v.string(COMMAND), COMMAND),
        v.transform((argv) => argv as [string, ...string[]]),
        v.check(([program]) => /^[^\s{}]/.test(program), 'must begin with a program'),
      ),
      languages: v.exactOptional(several(v.pipe(v.string(LANGUAGES), v.regex(TOOL_WORD, LANGUAGES)), LANGUAGES)),
    },
    ' of a tool',
  );
  const toolName = v.pipe(
    v.string(),
    v.regex(TOOL_WORD, TOOL_NAME),
    v.check((name) => name !== 'all', TOOL_NAME),
  );
  const toolMap = v.pipe(
    v.record(
      toolName,
      v.lazy((value): import('valibot').GenericSchema<unknown, OwnTool | false> =>
        typeof value === 'object' && value !== null
          ? ownTool
          : v.literal(false, must('{command, languages}, or false to switch it off')),
      ),
      TOOLS,
    ),
    v.transform((tools): ReadonlyMap<string, OwnTool | false> => new Map(Object.entries(tools))),
  );
  const toolList = v.array(text(TOOLS), TOOLS);

  return v.pipe(
    fields(
      {
        $schema: v.exactOptional(v.unknown()),
        policy: v.exactOptional(oneOrMany(policy, (word) => [word])),
        always: v.exactOptional(oneOrMany(always, splitWords)),
        timeout: v.exactOptional(v.pipe(seconds(KEYS.timeout), v.minValue(0, must(KEYS.timeout.expects)))),
        onTimeout: v.exactOptional(v.picklist(['stop', 'deny'], must(KEYS.onTimeout.expects))),
        blockTimeout: v.exactOptional(v.pipe(seconds(KEYS.blockTimeout), v.gtValue(0, must(KEYS.blockTimeout.expects)))),
        message: v.exactOptional(text(must(KEYS.message.expects))),
        deniedMessage: v.exactOptional(text(must(KEYS.deniedMessage.expects))),
        tools: v.exactOptional(v.lazy((value) => (Array.isArray(value) ? toolList : toolMap))),
        env: v.exactOptional(
          fields({ pass: v.exactOptional(v.array(v.pipe(v.string(NAMES), v.regex(VARIABLE_NAME, NAMES)), NAMES)) }, ' of "env"'),
        ),
      },
      '',
    ),
    v.transform(({ $schema, env, ...rest }): FileSettings => ({ ...rest, ...(env?.pass ? { envPass: env.pass } : {}) })),
  );
}
