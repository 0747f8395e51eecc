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
  type ModelCallOptions,
  type ModelClient,
  type ModelContext,
  modelApproval,
  RecordedModel,
  type ScriptedAnswer,
  ScriptedModel,
  type SerializableApproval,
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
  expectTypeOf(bufferedContext).returns.toEqualTypeOf<ModelContext>();
  expectTypeOf<Awaited<ReturnType<ModelContext['messages']>>>().toEqualTypeOf<readonly ConversationMessage[]>();
});
