// The valibot schema of config files in; the JSON schema that editors know them by out: draft-07, which all of them take.
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import * as valibot from 'valibot';
import { KEY_VALUES, type KeyValue } from '../src/cli/key-values.ts';
import { beginsWithProgram, configSchema, PROGRAM } from '../src/config/config-schema.ts';
import { isAddress, KEYS, TOOLS } from '../src/config/keys.ts';

/** As far as JSON Schema can say what a function of ours checks. A check that is not here fails the build. */
const CHECKS = new Map<unknown, JsonSchema>([
  [beginsWithProgram, { items: [{ type: 'string', pattern: PROGRAM.source }], additionalItems: { type: 'string' } }],
  // The pattern before it says all but whether there can be such a host.
  [isAddress, {}],
]);

export function configJsonSchema(): JsonSchema {
  const { $schema = '', ...schema } = convert(configSchema(valibot));
  describe(schema, ['$schema'], 'Where this schema is; for editors.');
  for (const key of Object.keys(KEYS) as (keyof typeof KEYS)[]) {
    describe(schema, KEYS[key].name.split('.'), KEYS[key].says, KEY_VALUES[key]);
  }
  describe(schema, [TOOLS.name], TOOLS.says, KEY_VALUES.tools);
  return { $schema, title: 'approve-run', description: 'Configuration of approve-run.', ...schema };
}

function convert(schema: valibot.GenericSchema): JsonSchema {
  const { $defs: _, ...converted } = toJsonSchema(schema, {
    overrideAction({ valibotAction: action, jsonSchema }) {
      if (action.type === 'trim' || action.type === 'transform') return jsonSchema;
      if ('metadata' in action) return choice((action.metadata as { options: valibot.GenericSchema[] }).options);
      const known = 'requirement' in action ? CHECKS.get(action.requirement) : undefined;
      return known && { ...jsonSchema, ...known };
    },
  });
  if (JSON.stringify(converted).includes('"$ref"')) throw new Error('a v.lazy() of the config schema does not name its options');
  return converted;
}

function choice(options: readonly valibot.GenericSchema[]): JsonSchema {
  const [only = {}, ...others] = options.map((option) => {
    const { $schema: _, ...converted } = convert(option);
    return converted;
  });
  return others.length === 0 ? only : { anyOf: [only, ...others] };
}

/** A key inside another describes both: `env.pass`. */
function describe(schema: JsonSchema, [key = '', ...inner]: readonly string[], description: string, value: KeyValue = {}): void {
  const found = schema.properties?.[key];
  if (typeof found !== 'object') throw new Error(`the config schema has no key "${key}"`);
  found.description = description;
  if (inner.length > 0) describe(found, inner, description, value);
  else if (value.default !== undefined) found.default = value.default;
  else if (value.example !== undefined) found.examples = [value.example];
}
