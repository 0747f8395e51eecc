// What a model gives the shell tool. As a schema that the AI SDK takes without importing it: the interface of standardschema.dev.

/** What a model gives the tool. */
export interface ShellInput {
  readonly command: string;
}

/** A schema by the interfaces Standard Schema and Standard JSON Schema. */
export interface ShellInputSchema {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly types?: { readonly input: ShellInput; readonly output: ShellInput } | undefined;
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: ShellInput; readonly issues?: undefined }
      | { readonly issues: readonly { readonly message: string }[] };
    readonly jsonSchema: {
      readonly input: (options: unknown) => Record<string, unknown>;
      readonly output: (options: unknown) => Record<string, unknown>;
    };
  };
}

export function shellInputSchema(describes: string): ShellInputSchema {
  const schema = () => ({
    type: 'object',
    properties: { command: { type: 'string', description: describes } },
    required: ['command'],
    additionalProperties: false,
  });
  return {
    '~standard': {
      version: 1,
      vendor: 'approve-run',
      validate(value) {
        const command: unknown = typeof value === 'object' && value !== null && 'command' in value ? value.command : undefined;
        return typeof command === 'string' ? { value: { command } } : { issues: [{ message: 'command must be a text' }] };
      },
      jsonSchema: { input: schema, output: schema },
    },
  };
}
