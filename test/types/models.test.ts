// The models in code fit where the AI SDK wants a model, and where this library does; their declarations stand without that package.
import { test } from 'node:test';
import type { LanguageModel } from 'ai';
import { expectTypeOf } from 'expect-type';
import {
  type ApprovalFunction,
  type ApproverConfig,
  bufferedContext,
  type ConversationMessage,
  type LanguageModelLike,
  type ModelApprovalOptions,
  type ModelCall,
  type ModelCallMessage,
  type ModelCallOptions,
  type ModelClient,
  type ModelContext,
  type ModelContextConfig,
  type ModelContextState,
  type ModelFinishReason,
  type ModelResult,
  type ModelStreamPart,
  type ModelToolCall,
  type ModelUsage,
  modelApproval,
  RecordedModel,
  type ScriptedAnswer,
  ScriptedModel,
  type ScriptedReply,
  type ScriptedStep,
  type SerializableApproval,
  unboundedContext,
} from '../../src/index.ts';

type LanguageModelV2 = Extract<LanguageModel, { specificationVersion: 'v2' }>;
type LanguageModelV3 = Extract<LanguageModel, { specificationVersion: 'v3' }>;
type LanguageModelV3CallOptions = Parameters<LanguageModelV3['doGenerate']>[0];

test('types of models', () => {
  expectTypeOf<ScriptedModel>().toExtend<LanguageModelV3>();
  expectTypeOf<RecordedModel>().toExtend<LanguageModelV3>();
  expectTypeOf<ScriptedModel>().toExtend<LanguageModel>();
  expectTypeOf<RecordedModel>().toExtend<LanguageModel>();
  expectTypeOf<LanguageModelV3CallOptions>().toExtend<ModelCallOptions>();

  // Every model of the AI SDK is one here, and nothing else.
  expectTypeOf<LanguageModelV3>().toExtend<ModelClient>();
  expectTypeOf<LanguageModelV2>().toExtend<ModelClient>();
  expectTypeOf<ScriptedModel>().toExtend<LanguageModelLike>();
  expectTypeOf<RecordedModel>().toExtend<LanguageModelLike>();
  expectTypeOf<string>().toExtend<ModelClient>();
  expectTypeOf<{ modelId: string }>().not.toExtend<ModelClient>();

  expectTypeOf(ScriptedModel).toBeConstructibleWith([
    'text',
    { text: 'a', toolCalls: [{ name: 'b', input: 1 }] },
    new Error('c'),
  ]);
  expectTypeOf(ScriptedModel).toBeConstructibleWith([(call: ModelCall): ScriptedAnswer => call.messages.length.toString()], {
    modelId: 'm',
  });
  expectTypeOf(ScriptedModel).toBeConstructibleWith([async () => ({ object: { a: 1 }, finishReason: 'stop' as const })]);
  // @ts-expect-error a number is no reply
  new ScriptedModel([1]);
  expectTypeOf<ScriptedModel['calls']>().toEqualTypeOf<readonly ModelCall[]>();
  expectTypeOf(RecordedModel).toBeConstructibleWith('file.jsonl');
  expectTypeOf(RecordedModel).toBeConstructibleWith('file.jsonl', { model: new ScriptedModel([]) });
});

test('types of the judge and of contexts', () => {
  expectTypeOf(modelApproval).parameter(0).toEqualTypeOf<ModelClient>();
  expectTypeOf(modelApproval).parameter(1).toEqualTypeOf<ModelApprovalOptions | undefined>();
  expectTypeOf(modelApproval).returns.toEqualTypeOf<SerializableApproval>();
  expectTypeOf<SerializableApproval>().toExtend<ApprovalFunction>();
  expectTypeOf(modelApproval('a/b').toConfig()).toEqualTypeOf<ApproverConfig>();
  expectTypeOf<ModelApprovalOptions>().toEqualTypeOf<{
    readonly instructions?: string;
    readonly otherwise?: ApprovalFunction;
    readonly timeout?: number;
  }>();
  expectTypeOf(unboundedContext).toEqualTypeOf<() => ModelContext>();
  expectTypeOf(bufferedContext).toEqualTypeOf<(size: number) => ModelContext>();
  expectTypeOf<ModelContext>().toEqualTypeOf<{
    add(message: ConversationMessage): void | Promise<void>;
    messages(): readonly ConversationMessage[] | Promise<readonly ConversationMessage[]>;
    clear(): void | Promise<void>;
    saveState(): ModelContextState | Promise<ModelContextState>;
    loadState(state: ModelContextState): void | Promise<void>;
    toConfig?(): ModelContextConfig;
  }>();
  expectTypeOf<ModelContextState>().toEqualTypeOf<{ readonly messages: readonly ConversationMessage[] }>();
  expectTypeOf<ModelContextConfig>().toEqualTypeOf<
    { readonly kind: 'unbounded' } | { readonly kind: 'buffered'; readonly size: number }
  >();
});

test('types of replies', () => {
  expectTypeOf<ScriptedStep>().toEqualTypeOf<ScriptedAnswer | ((call: ModelCall) => ScriptedAnswer | Promise<ScriptedAnswer>)>();
  expectTypeOf<ScriptedAnswer>().toEqualTypeOf<string | ScriptedReply | Error>();
  expectTypeOf<ScriptedReply>().toEqualTypeOf<{
    readonly text?: string;
    readonly reasoning?: string;
    readonly object?: unknown;
    readonly toolCalls?: readonly { readonly name: string; readonly input: unknown }[];
    readonly usage?: { readonly inputTokens?: number; readonly cachedTokens?: number; readonly outputTokens?: number };
    readonly finishReason?: ModelFinishReason['unified'];
    readonly chunks?: readonly string[];
  }>();
  expectTypeOf<ModelCall>().toEqualTypeOf<{
    readonly messages: readonly ModelCallMessage[];
    readonly tools: readonly string[];
    readonly schema?: unknown;
    readonly temperature?: number;
    readonly streamed: boolean;
    readonly signal?: AbortSignal;
  }>();
  expectTypeOf<ModelCallMessage>().toEqualTypeOf<{ readonly role: string; readonly content: string }>();
  // What a model gives back is the AI SDK's, so that it can be handed on: every part of ours is one of theirs.
  type Theirs = Awaited<ReturnType<LanguageModelV3['doGenerate']>>;
  expectTypeOf<ModelResult>().toExtend<Theirs>();
  expectTypeOf<ModelUsage>().toExtend<Theirs['usage']>();
  expectTypeOf<ModelFinishReason>().toEqualTypeOf<Theirs['finishReason']>();
  expectTypeOf<ModelToolCall>().toExtend<Theirs['content'][number]>();
  expectTypeOf<ModelToolCall>().toEqualTypeOf<{ type: 'tool-call'; toolCallId: string; toolName: string; input: string }>();
  type Stream = Awaited<ReturnType<LanguageModelV3['doStream']>>['stream'];
  expectTypeOf<ReadableStream<ModelStreamPart>>().toExtend<Stream>();
});
