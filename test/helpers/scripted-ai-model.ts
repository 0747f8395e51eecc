// Replies in; a language model of the AI SDK that gives them one after the other, and keeps what it was sent, out.
import type { LanguageModel } from 'ai';

type Model = Extract<LanguageModel, { readonly specificationVersion: 'v3' }>;
type Generated = Awaited<ReturnType<Model['doGenerate']>>;
type StreamPart = Awaited<ReturnType<Model['doStream']>>['stream'] extends ReadableStream<infer Part> ? Part : never;

/** A text, or calls of tools: `[name, input]`. */
export type Reply = string | readonly (readonly [string, unknown])[];

export interface ScriptedAiModel {
  readonly model: Model;
  /** The prompts as they came. */
  readonly prompts: Parameters<Model['doGenerate']>[0]['prompt'][];
}

/** @param replies The last one stays. */
export function scriptedAiModel(...replies: readonly Reply[]): ScriptedAiModel {
  const prompts: ScriptedAiModel['prompts'] = [];
  const usage = {
    inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 1, text: 1, reasoning: 0 },
  };
  let calls = 0;

  function next({ prompt, abortSignal }: Parameters<Model['doGenerate']>[0]): Generated {
    abortSignal?.throwIfAborted();
    prompts.push(prompt);
    const reply = replies[Math.min(prompts.length, replies.length) - 1] ?? '';
    const isText = typeof reply === 'string';
    return {
      content: isText
        ? [{ type: 'text', text: reply }]
        : reply.map(([toolName, input]) => ({
            type: 'tool-call' as const,
            toolCallId: `call-${++calls}`,
            toolName,
            input: JSON.stringify(input),
          })),
      finishReason: { unified: isText ? 'stop' : 'tool-calls', raw: undefined },
      usage,
      warnings: [],
    };
  }

  const model: Model = {
    specificationVersion: 'v3',
    provider: 'test',
    modelId: 'scripted',
    supportedUrls: {},
    doGenerate: async (options) => next(options),
    async doStream(options) {
      const { content, finishReason } = next(options);
      const parts = content.flatMap((part): StreamPart[] => {
        if (part.type === 'tool-call') return [part];
        if (part.type !== 'text') return [];
        return [
          { type: 'text-start', id: '1' },
          { type: 'text-delta', id: '1', delta: part.text },
          { type: 'text-end', id: '1' },
        ];
      });
      const whole: StreamPart[] = [{ type: 'stream-start', warnings: [] }, ...parts, { type: 'finish', finishReason, usage }];
      const stream = new ReadableStream<StreamPart>({
        start(controller) {
          for (const part of whole) controller.enqueue(part);
          controller.close();
        },
      });
      return { stream };
    },
  };
  return { model, prompts };
}
