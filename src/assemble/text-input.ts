// The one input of a tool, a text, in; the schema of it out, as tools carry it.

/** By the interfaces Standard Schema and Standard JSON Schema (standardschema.dev), which the AI SDK takes: no framework is imported. */
export interface ToolInputSchema<Input> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'approve-run';
    readonly types?: { readonly input: Input; readonly output: Input } | undefined;
    readonly validate: (
      value: unknown,
    ) => { readonly value: Input; readonly issues?: undefined } | { readonly issues: readonly { readonly message: string }[] };
    readonly jsonSchema: {
      readonly input: (options: unknown) => Record<string, unknown>;
      readonly output: (options: unknown) => Record<string, unknown>;
    };
  };
}

export function textInput<Key extends string>(key: Key, description: string): ToolInputSchema<{ readonly [K in Key]: string }> {
  const jsonSchema = () => ({
    type: 'object',
    properties: { [key]: { type: 'string', description } },
    required: [key],
    additionalProperties: false,
  });
  const isInput = (value: unknown): value is { readonly [K in Key]: string } =>
    typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[key] === 'string';
  return {
    '~standard': {
      version: 1,
      vendor: 'approve-run',
      validate: (value) => (isInput(value) ? { value } : { issues: [{ message: `${key} must be a text` }] }),
      jsonSchema: { input: jsonSchema, output: jsonSchema },
    },
  };
}
