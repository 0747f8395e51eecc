// What wraps a tool keeps its type: inputs, outputs, and names, for every framework. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import { tool as langchainTool } from '@langchain/core/tools';
import { tool as agentsTool } from '@openai/agents-core';
import { type InferToolInput, type InferToolOutput, type ModelMessage, type ToolSet, tool } from 'ai';
import { expectTypeOf } from 'expect-type';
import { z } from 'zod';
import {
  approvalRequired,
  closeOpenToolCalls,
  createToolContext,
  type HumanInput,
  type HumanInputAnswer,
  toolPolicy,
} from '../../src/index.ts';

const approve = approvalRequired({ name: 'weather' });
const approveAll = approvalRequired();
const schema = z.object({ city: z.string() });

test('a tool of the AI SDK', () => {
  const weather = tool({ inputSchema: schema, execute: async ({ city }) => ({ city, celsius: 20 }) });
  const guarded = approve(weather);
  expectTypeOf(guarded).toEqualTypeOf<typeof weather>();
  expectTypeOf<InferToolInput<typeof guarded>>().toEqualTypeOf<{ city: string }>();
  expectTypeOf<InferToolOutput<typeof guarded>>().toEqualTypeOf<{ city: string; celsius: number }>();

  const tools = { weather, clock: tool({ inputSchema: z.object({}), execute: () => 12 }) };
  expectTypeOf(approveAll.all(tools)).toEqualTypeOf<typeof tools>();
  expectTypeOf(toolPolicy({}).all(approveAll.all(tools))).toEqualTypeOf<typeof tools>();
  const set: ToolSet = tools;
  expectTypeOf(approveAll.all(set)).toEqualTypeOf<ToolSet>();
});

test('a tool of the OpenAI Agents SDK', () => {
  const weather = agentsTool({ name: 'weather', description: 'd', parameters: schema, execute: ({ city }) => city.length });
  expectTypeOf(approveAll(weather)).toEqualTypeOf<typeof weather>();
  expectTypeOf(approveAll.all([weather])).toEqualTypeOf<(typeof weather)[]>();
});

test('a tool of LangChain', () => {
  const weather = langchainTool(({ city }: { city: string }) => city.length, { name: 'weather', schema });
  const guarded = approveAll(weather);
  expectTypeOf(guarded).toEqualTypeOf<typeof weather>();
  expectTypeOf(() => guarded.invoke({ city: 'Oslo' })).returns.resolves.toEqualTypeOf<number>();
});

test('a function that is awaited, and no other', () => {
  async function weather(city: string, days?: number): Promise<{ city: string; days: number }> {
    return { city, days: days ?? 1 };
  }
  expectTypeOf(approveAll(weather)).toEqualTypeOf<typeof weather>();
  async function* steps(count: number): AsyncGenerator<number, string> {
    yield count;
    return 'done';
  }
  expectTypeOf(approveAll(steps)).toEqualTypeOf<typeof steps>();
  // Its result would be a promise, whatever its type says.
  // @ts-expect-error
  approve((city: string) => city.length);
});

test('what is no tool', () => {
  const refused = () => {
    // @ts-expect-error
    approveAll({ description: 'nothing that runs' });
    // @ts-expect-error
    approveAll('weather');
    // @ts-expect-error
    approveAll.all({ weather: 5 });
    // @ts-expect-error
    approvalRequired({ timeout: '30' });
    // @ts-expect-error
    approvalRequired({ allowAlways: 'sometimes' });
  };
  expectTypeOf(refused).toBeFunction();
});

test('a context, who is asked, and messages', () => {
  const context = createToolContext({ humanInput: () => 'y' });
  expectTypeOf(context.run(() => 5)).resolves.toEqualTypeOf<number>();
  expectTypeOf(context.run(async (signal) => signal)).resolves.toEqualTypeOf<AbortSignal>();
  expectTypeOf(context.input('?')).resolves.toEqualTypeOf<string>();
  expectTypeOf<HumanInput>().returns.toEqualTypeOf<string | HumanInputAnswer | Promise<string | HumanInputAnswer>>();
  expectTypeOf(closeOpenToolCalls([] as ModelMessage[])).toEqualTypeOf<ModelMessage[]>();
});
