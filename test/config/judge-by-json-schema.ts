// A JSON schema and a value in; whether the value is valid out.
import { Ajv, type AnySchemaObject } from 'ajv';

// A list whose first item has a rule of its own is meant, and no tuple.
const ajv = new Ajv({ strictTuples: false });

export function isValid(schema: AnySchemaObject, value: unknown): boolean {
  return ajv.validate(schema, value) === true;
}
