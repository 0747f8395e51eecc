// What a structured reply must look like, for the model and for us: each key is described once for it, and checked by valibot here.
import * as v from 'valibot';

export interface ReplySchema<T> {
  /** As providers take it: letters, digits and `_`. */
  readonly name: string;
  /** JSON schemas of its keys; all of them are required, and no others allowed. */
  readonly properties: Readonly<Record<string, object>>;
  readonly check: v.GenericSchema<unknown, T>;
  /** Nothing may follow it in a text: a text that only quotes such an object gives no answer. @default false */
  readonly last?: boolean;
}

/** Some models write a flag as a text. */
const flag = v.union([
  v.boolean(),
  v.pipe(
    v.string(),
    v.trim(),
    v.toLowerCase(),
    v.picklist(['true', 'false']),
    v.transform((word) => word === 'true'),
  ),
]);

export interface RetryDecision {
  readonly reason: string;
  readonly retry: boolean;
}

/** Whether a model wants to try again after its code failed. */
export const RETRY_DECISION: ReplySchema<RetryDecision> = {
  name: 'retry_decision',
  properties: {
    reason: { type: 'string', description: 'What went wrong, and what you would change.' },
    retry: { type: 'boolean', description: 'Whether to try again with other code.' },
  },
  check: v.object({ reason: v.string(), retry: flag }),
};

export interface JudgeAnswer {
  readonly reason: string;
  readonly approved: boolean;
}

/** What a model that judges code answers; here only a real `true` is one. */
export const JUDGE_ANSWER: ReplySchema<JudgeAnswer> = {
  name: 'verdict',
  properties: {
    reason: { type: 'string', description: 'Why, in one or two sentences.' },
    approved: { type: 'boolean', description: 'Whether exactly this code may run.' },
  },
  check: v.object({ reason: v.string(), approved: v.boolean() }),
  last: true,
};

/** The schema as a JSON schema, in the form that providers with strict schemas want. */
export function jsonSchemaOf({ properties }: ReplySchema<unknown>) {
  const keys = Object.keys(properties);
  return { type: 'object', properties, required: keys, additionalProperties: false } as const;
}
