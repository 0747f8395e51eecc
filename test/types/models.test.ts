// The models in code fit where the AI SDK wants a model, and where this library does; their declarations stand without that package.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { LanguageModel } from 'ai';
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
} from 'approve-run';
import { expectTypeOf } from 'expect-type';

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

test('no declaration of a public model names a package', () => {
  const folder = join(import.meta.dirname, '../../dist/types/model');
  const seen = new Set(['model-approval', 'recorded-model', 'scripted-model', 'context']);
  // A set may grow while it is walked: those that a declaration takes types from come after it.
  for (const name of seen) {
    const text = readFileSync(join(folder, `${name}.d.ts`), 'utf8');
    for (const [, from = ''] of text.matchAll(/^(?! \*).*(?:from|import\() ?['"]([^'"]+)['"]/gm)) {
      assert.match(from, /^(?:node:|\.)/, name);
      const [, next] = /^\.\/([\w-]+)\.[jt]s$/.exec(from) ?? [];
      if (next !== undefined) seen.add(next);
    }
  }
  assert.ok(seen.size > 5);
});
