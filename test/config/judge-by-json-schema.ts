// A JSON schema and a value in; whether the value is valid out. It knows the words of draft-07 that our schema is made of, and
// throws at any other, so that it cannot overlook one.

type Schema = Readonly<Record<string, unknown>>;
type Judge = (said: unknown, value: unknown, schema: Schema) => boolean;

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (said: unknown) => said as readonly unknown[];
const number = (said: unknown) => said as number;
const saysNothing: Judge = () => true;

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: isObject,
};

/** Each speaks only about the type it is for: `minimum` holds for every text. */
const WORDS: Readonly<Record<string, Judge>> = {
  $schema: saysNothing,
  title: saysNothing,
  description: saysNothing,
  default: saysNothing,
  examples: saysNothing,
  type: (said, value) => {
    const is = TYPES[String(said)];
    if (is === undefined) throw new Error(`no type "${said}"`);
    return is(value);
  },
  enum: (said, value) => list(said).includes(value),
  const: (said, value) => said === value,
  anyOf: (said, value) => list(said).some((schema) => isValid(schema, value)),
  pattern: (said, value) => typeof value !== 'string' || new RegExp(String(said), 'u').test(value),
  minimum: (said, value) => typeof value !== 'number' || value >= number(said),
  maximum: (said, value) => typeof value !== 'number' || value <= number(said),
  exclusiveMinimum: (said, value) => typeof value !== 'number' || value > number(said),
  minItems: (said, value) => !Array.isArray(value) || value.length >= number(said),
  items: (said, value) =>
    !Array.isArray(value) ||
    value.every((item, index) =>
      Array.isArray(said) ? index >= said.length || isValid(said[index], item) : isValid(said, item),
    ),
  additionalItems: (said, value, { items }) =>
    !Array.isArray(value) || !Array.isArray(items) || value.slice(items.length).every((item) => isValid(said, item)),
  properties: (said, value) =>
    !isObject(value) || entriesIn(value, said).every(([key, item]) => isValid((said as Schema)[key], item)),
  required: (said, value) => !isObject(value) || list(said).every((key) => Object.hasOwn(value, String(key))),
  propertyNames: (said, value) => !isObject(value) || Object.keys(value).every((key) => isValid(said, key)),
  additionalProperties: (said, value, { properties }) =>
    !isObject(value) || Object.entries(value).every(([key, item]) => Object.hasOwn(properties ?? {}, key) || isValid(said, item)),
};

export function isValid(schema: unknown, value: unknown): boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema)) throw new Error(`no schema: ${JSON.stringify(schema)}`);
  return Object.entries(schema).every(([word, said]) => {
    const judge = WORDS[word];
    if (judge === undefined) throw new Error(`"${word}" is not known here`);
    return judge(said, value, schema);
  });
}

function entriesIn(value: Schema, properties: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([key]) => Object.hasOwn(properties as Schema, key));
}
