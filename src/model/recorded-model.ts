// The file of a recording in; a language model of the AI SDK that replies from it out. What the file does not have is asked of a model, where there is one.
import { basename } from 'node:path';
import { AgentError, UsageError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { firstDifference } from './first-difference.ts';
import type { LanguageModelLike, ModelClient } from './model-client.ts';
import { openClient } from './open-client.ts';
import { type Json, plain, plainRequest } from './plain-request.ts';
import { appendExchange, type ModelExchange, readRecording } from './recording.ts';
import type { ModelCallOptions, ModelResult, ModelStreamPart } from './specification.ts';
import { streamOf } from './stream-of.ts';

/** What of a whole reply is kept: neither the headers of a server nor its own words. */
const KEPT = ['content', 'finishReason', 'usage', 'warnings', 'providerMetadata'] as const;
/** Parts that say when and how a reply came. */
const PASSING: readonly unknown[] = ['raw', 'response-metadata'];

/** What `doGenerate` and `doStream` are here. */
interface Model {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  doGenerate(options: ModelCallOptions): PromiseLike<ModelResult>;
  doStream(options: ModelCallOptions): PromiseLike<{ stream: ReadableStream<ModelStreamPart> }>;
}

/**
 * A language model that replies from a recording, for tests that cost nothing and need no network.
 *
 * The recording is a file of one exchange a line. Without `model` nothing is ever asked: a request that the recording does not have is an
 * error that shows where it first differs. With `model` such a request is asked of it, and the exchange is added to the file, which only
 * you can read. Neither keys nor headers are recorded, but all that is said is. Each exchange replies once.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { RecordedModel, ScriptedModel } from 'approve-run';
 *
 * const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
 * const file = join(folder, 'hello.jsonl');
 * const prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];
 * await new RecordedModel(file, { model: new ScriptedModel(['Hello']) }).doGenerate({ prompt });
 * const { content } = await new RecordedModel(file).doGenerate({ prompt });
 * assert.deepEqual(content, [{ type: 'text', text: 'Hello' }]);
 * rmSync(folder, { recursive: true });
 * ```
 */
export class RecordedModel {
  readonly specificationVersion = 'v3';
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: Record<string, RegExp[]> = {};
  readonly #file: string;
  readonly #model: ModelClient | undefined;
  readonly #left: ModelExchange[];
  #asked = 0;

  /**
   * @param file Need not be there where `model` is given.
   * @param options `model`: who is asked what the file does not have.
   * @throws {UsageError} When the file is not there and `model` is not given, or when a line of it is no exchange.
   */
  constructor(file: string, { model }: { readonly model?: ModelClient } = {}) {
    const recorded = readRecording(file);
    if (recorded === undefined && model === undefined)
      throw new UsageError(`There is no recording ${visibleLine(file)}. Give a \`model\` to make it.`);
    this.#file = file;
    this.#model = model;
    this.#left = [...(recorded ?? [])];
    const [provider, modelId] = named(model, this.#left[0]?.model ?? `recorded/${basename(file)}`);
    this.provider = provider;
    this.modelId = modelId;
  }

  /** @throws {AgentError} When the recording does not have the request, and there is no `model`. */
  async doGenerate(options: ModelCallOptions): Promise<ModelResult> {
    const request = plainRequest(options, false);
    const recorded = this.#take(request, options.abortSignal);
    if (recorded !== undefined) return recorded as unknown as ModelResult;
    const result = await (await this.#open()).doGenerate(options);
    const given = result as unknown as Readonly<Record<string, unknown>>;
    this.#keep(request, plain(Object.fromEntries(KEPT.map((name) => [name, given[name]]))));
    return result;
  }

  /** @throws {AgentError} When the recording does not have the request, and there is no `model`. */
  async doStream(options: ModelCallOptions): Promise<{ stream: ReadableStream<ModelStreamPart> }> {
    const request = plainRequest(options, true);
    const recorded = this.#take(request, options.abortSignal);
    if (recorded !== undefined) return { stream: streamOf(recorded as unknown as ModelStreamPart[], options.abortSignal) };
    const { stream } = await (await this.#open()).doStream(options);
    const parts: ModelStreamPart[] = [];
    const copied = new TransformStream<ModelStreamPart, ModelStreamPart>({
      // A reply that broke off is none: it is asked for again. Nobody has to read on behind the end.
      transform: (part, controller) => {
        if (!PASSING.includes(part.type)) parts.push(part);
        if (part.type === 'finish') this.#keep(request, plain(parts));
        controller.enqueue(part);
      },
    });
    return { stream: stream.pipeThrough(copied) };
  }

  #take(request: Json, signal: AbortSignal | undefined): Json | undefined {
    signal?.throwIfAborted();
    this.#asked += 1;
    const at = this.#left.findIndex((exchange) => firstDifference(exchange.request, request) === undefined);
    const [found] = at < 0 ? [] : this.#left.splice(at, 1);
    if (found !== undefined || this.#model !== undefined) return found?.reply;
    const file = visibleLine(this.#file);
    const [next] = this.#left;
    if (next === undefined)
      throw new AgentError(
        `The recording ${file} is at its end: request ${this.#asked} is one more than it has. Give a \`model\` to record it.`,
      );
    throw new AgentError(
      `Request ${this.#asked} is not in the recording ${file}: ${firstDifference(next.request, request)}. Give a \`model\` to record it.`,
    );
  }

  async #open(): Promise<Model> {
    const { model } = await openClient(this.#model ?? '');
    const opened = model as unknown as Model;
    if (opened.specificationVersion === 'v3') return opened;
    throw new UsageError(
      `A RecordedModel can record models of the AI SDK 6 only, and ${opened.provider}/${opened.modelId} is older.`,
    );
  }

  #keep(request: Json, reply: Json): void {
    appendExchange(this.#file, { model: `${this.provider}/${this.modelId}`, request, reply });
  }
}

function named(model: ModelClient | undefined, recorded: string): readonly [provider: string, modelId: string] {
  if (typeof model === 'object') return [(model as LanguageModelLike).provider, model.modelId];
  const [provider = '', ...rest] = (model ?? recorded).split('/');
  return [provider, rest.join('/')];
}
