// What a config file may say, as a valibot schema; each message is what follows the key's name.
import { MOST_SECONDS } from '../seconds.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { ADDRESS, AGENT, isAddress, KEYS, MOST_SILENCE, VARIABLE_NAME } from './keys.ts';
import { SANDBOX_CHOICES } from './sandbox-choices.ts';
import type { FileSettings, OwnTool, ToolSettings } from './settings.ts';
import { splitWords } from './split-words.ts';

type Valibot = typeof import('valibot');
type Entries = import('valibot').ObjectEntries;
type Schema<Output = unknown> = import('valibot').GenericSchema<unknown, Output>;

interface Expecting {
  readonly expects: string;
}

const SOME_TEXT = /\S/;
const SOME_WORD = /[^\s,]/;
const TOOL_WORD = /^[a-z0-9_+#-]+$/;
/** `all` stands for every tool. */
const OWN_NAME = /^(?!all$)[a-z0-9_+#-]+$/;
export const PROGRAM = /^[^\s{}]/;
export const beginsWithProgram = ([program = '']: string[]): boolean => PROGRAM.test(program);
const must = (expects: string) => `must be ${expects}`;
const NAMES = must('a list of names of environment variables');
const TOOLS = must('a list of tools, or a map such as {"deno": {"command": ["deno", "run", "-"]}, "ruby": false}');
const TOOL_NAME = 'is no name for a tool: it takes lower-case letters, digits, "_", "+", "#" and "-", and not the word "all"';
const COMMAND = must('a list: the program, then its arguments');
const LANGUAGES = must('a list of words in lower case, as they stand after the fence');

export function configSchema(v: Valibot) {
  // `choose` sees the value, so that a message is about what was meant. The JSON schema has no value, and takes all `options`.
  const byShape = <Output>(choose: (value: unknown) => Schema<Output>, options: readonly Schema[]) =>
    v.pipe(v.lazy(choose), v.metadata({ options }));
  const fields = <const T extends Entries>(entries: T, place: string) => {
    // Without a prototype, so that `constructor` is as unknown a key as any other.
    const object = v.strictObject(Object.assign(Object.create(null) as T, entries), ({ expected, path }) => {
      if (expected === 'Object') return must('keys and values');
      if (expected !== 'never') return 'must be there';
      const keys = Object.keys(entries);
      return `is no key${place}${didYouMean(String(path?.at(-1)?.key), keys) || `; there are ${keys.join(', ')}`}`;
    });
    const noList = v.custom<never>(() => false, must('keys and values'));
    return byShape<import('valibot').InferOutput<typeof object>>((value) => (Array.isArray(value) ? noList : object), [object]);
  };
  const text = (expects: string, pattern = SOME_TEXT) => v.pipe(v.string(expects), v.regex(pattern, expects), v.trim());
  const seconds = ({ expects }: Expecting) => v.pipe(v.number(must(expects)), v.maxValue(MOST_SECONDS, must(expects)));
  const number = ({ expects }: Expecting, least: number, most: number) =>
    v.pipe(v.number(must(expects)), v.minValue(least, must(expects)), v.maxValue(most, must(expects)));
  const whole = (key: Expecting, least: number) =>
    v.pipe(number(key, least, Number.MAX_SAFE_INTEGER), v.integer(must(key.expects)));
  const address = ({ expects }: Expecting) => v.pipe(text(must(expects), ADDRESS), v.check(isAddress, must(expects)));
  const several = <T extends Schema>(item: T, expects: string) => v.pipe(v.array(item, expects), v.nonEmpty(expects));

  const oneOrMany = (expects: string, one: RegExp, split: (text: string) => readonly string[]) => {
    const many = several(text(expects), expects);
    const word = v.pipe(text(expects, one), v.transform(split));
    return byShape<readonly string[]>((value) => (Array.isArray(value) ? many : word), [word, many]);
  };

  const policy = must(KEYS.policy.expects);
  const always = must(KEYS.always.expects);
  const ownTool = fields(
    {
      command: v.pipe(
        several(v.string(COMMAND), COMMAND),
        v.check(beginsWithProgram, 'must begin with a program'),
        v.transform((argv) => argv as [string, ...string[]]),
      ),
      languages: v.exactOptional(several(v.pipe(v.string(LANGUAGES), v.regex(TOOL_WORD, LANGUAGES)), LANGUAGES)),
    },
    ' of a tool',
  );
  const off = v.literal(false, must('{command, languages}, or false to switch it off'));
  const toolMap = v.pipe(
    v.record(
      v.pipe(v.string(), v.regex(OWN_NAME, TOOL_NAME)),
      byShape<OwnTool | false>((value) => (typeof value === 'object' && value !== null ? ownTool : off), [ownTool, off]),
      TOOLS,
    ),
    v.transform((tools): ReadonlyMap<string, OwnTool | false> => new Map(Object.entries(tools))),
  );
  const toolList = v.array(text(TOOLS), TOOLS);

  return v.pipe(
    fields(
      {
        $schema: v.exactOptional(v.unknown()),
        policy: v.exactOptional(oneOrMany(policy, SOME_TEXT, (word) => [word])),
        always: v.exactOptional(oneOrMany(always, SOME_WORD, splitWords)),
        timeout: v.exactOptional(v.pipe(seconds(KEYS.timeout), v.minValue(0, must(KEYS.timeout.expects)))),
        onTimeout: v.exactOptional(v.picklist(['stop', 'deny'], must(KEYS.onTimeout.expects))),
        blockTimeout: v.exactOptional(v.pipe(seconds(KEYS.blockTimeout), v.gtValue(0, must(KEYS.blockTimeout.expects)))),
        approver: v.exactOptional(address(KEYS.approver)),
        message: v.exactOptional(text(must(KEYS.message.expects))),
        deniedMessage: v.exactOptional(text(must(KEYS.deniedMessage.expects))),
        agent: v.exactOptional(text(must(KEYS.agent.expects), AGENT)),
        model: v.exactOptional(text(must(KEYS.model.expects))),
        baseUrl: v.exactOptional(address(KEYS.baseUrl)),
        system: v.exactOptional(text(must(KEYS.system.expects))),
        temperature: v.exactOptional(number(KEYS.temperature, 0, 2)),
        maxTurns: v.exactOptional(whole(KEYS.maxTurns, 1)),
        contextTokens: v.exactOptional(whole(KEYS.contextTokens, 1000)),
        modelTimeout: v.exactOptional(
          v.pipe(number(KEYS.modelTimeout, 0, MOST_SILENCE), v.gtValue(0, must(KEYS.modelTimeout.expects))),
        ),
        bell: v.exactOptional(v.boolean(must(KEYS.bell.expects))),
        sandbox: v.exactOptional(v.picklist(SANDBOX_CHOICES, must(KEYS.sandbox.expects))),
        allowRead: v.exactOptional(v.array(text(must(KEYS.allowRead.expects)), must(KEYS.allowRead.expects))),
        allowWrite: v.exactOptional(v.array(text(must(KEYS.allowWrite.expects)), must(KEYS.allowWrite.expects))),
        journal: v.exactOptional(text(must(KEYS.journal.expects))),
        tools: v.exactOptional(
          byShape<ToolSettings>((value) => (Array.isArray(value) ? toolList : toolMap), [toolList, toolMap]),
        ),
        env: v.exactOptional(
          fields({ pass: v.exactOptional(v.array(v.pipe(v.string(NAMES), v.regex(VARIABLE_NAME, NAMES)), NAMES)) }, ' of "env"'),
        ),
      },
      '',
    ),
    v.transform(({ $schema, env, ...rest }): FileSettings => ({ ...rest, ...(env?.pass ? { envPass: env.pass } : {}) })),
  );
}
