// Replies in; a language model of the AI SDK that gives them one by one, and keeps what it was asked, out. For tests: no network, no cost.
import { AgentError } from '../errors.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { type ModelCall, modelCall } from './model-call.ts';
import { replyParts, type ScriptedReply, wholeReply } from './reply-parts.ts';
import type { ModelCallOptions, ModelResult, ModelStreamPart } from './specification.ts';
import { streamOf } from './stream-of.ts';

/** A reply of a scripted model: a text, more than a text, or an error that the request ends with. */
export type ScriptedAnswer = string | ScriptedReply | Error;

/** A reply, or what makes one once the request is known. */
export type ScriptedStep = ScriptedAnswer | ((call: ModelCall) => ScriptedAnswer | Promise<ScriptedAnswer>);

/**
 * A language model that replies by script, for tests: wherever the AI SDK takes a model, or this library a `ModelClient`.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { ScriptedModel } from 'approve-run';
 *
 * const model = new ScriptedModel(['Hello', { object: { retry: false } }]);
 * const prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];
 * const { content } = await model.doGenerate({ prompt });
 * assert.deepEqual(content, [{ type: 'text', text: 'Hello' }]);
 * assert.equal(model.calls[0]?.messages[0]?.content, 'Hi');
 * ```
 */
export class ScriptedModel {
  readonly specificationVersion = 'v3';
  readonly provider = 'scripted';
  readonly modelId: string;
  readonly supportedUrls: Record<string, RegExp[]> = {};
  /** What it was asked, oldest first. */
  readonly calls: readonly ModelCall[];
  readonly #record: (call: ModelCall) => void;
  readonly #steps: readonly ScriptedStep[];

  /**
   * @param replies One a request, in order.
   * @param options `modelId`: what it is called. @default 'model'
   */
  constructor(replies: readonly ScriptedStep[], { modelId = 'model' }: { readonly modelId?: string } = {}) {
    const calls: ModelCall[] = [];
    this.calls = calls;
    this.#record = (call) => calls.push(call);
    this.#steps = [...replies];
    this.modelId = modelId;
  }

  /** @throws {AgentError} When there is no reply left. */
  async doGenerate(options: ModelCallOptions): Promise<ModelResult> {
    return wholeReply(await this.#next(modelCall(options, false)));
  }

  /** @throws {AgentError} When there is no reply left. */
  async doStream(options: ModelCallOptions): Promise<{ stream: ReadableStream<ModelStreamPart> }> {
    return { stream: streamOf(replyParts(await this.#next(modelCall(options, true))), options.abortSignal) };
  }

  async #next(call: ModelCall): Promise<ScriptedReply> {
    call.signal?.throwIfAborted();
    this.#record(call);
    const step = this.#steps[this.calls.length - 1];
    if (step === undefined)
      throw new AgentError(
        `A ScriptedModel was asked for reply ${this.calls.length} of ${this.#steps.length}. Give it more of them.`,
      );
    const answer = typeof step === 'function' ? await unlessAborted(call.signal, step(call)) : step;
    if (answer instanceof Error) throw answer;
    return typeof answer === 'string' ? { text: answer } : answer;
  }
}
