// What a model of the AI SDK looks like from outside. Types only: the declarations of the library stand without that package.

/** A language model of the AI SDK (version 5 or 6), as `openai('gpt-…')` or `new ScriptedModel(…)` gives it. */
export interface LanguageModelLike {
  readonly specificationVersion: 'v2' | 'v3';
  readonly provider: string;
  readonly modelId: string;
  doGenerate(options: never): PromiseLike<unknown>;
  doStream(options: never): PromiseLike<unknown>;
}

/** A model, or `provider/name` as `--model` takes it: its key comes from the environment. */
export type ModelClient = string | LanguageModelLike;
