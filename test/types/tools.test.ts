// What wraps a tool keeps its type: inputs, outputs, and names, for every framework. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import { tool as langchainTool } from '@langchain/core/tools';
import { tool as agentsTool } from '@openai/agents-core';
import { type InferToolInput, type InferToolOutput, type ModelMessage, type ToolSet, tool } from 'ai';
import { expectTypeOf } from 'expect-type';
import { z } from 'zod';
import {
  type ApprovalRequiredOptions,
  approvalRequired,
  closeOpenToolCalls,
  createToolContext,
  type Emit,
  type HumanInput,
  type HumanInputAnswer,
  type HumanInputMiddleware,
  type HumanInputRequest,
  type InputOptions,
  type MessageWithTools,
  type RememberedTool,
  type ToolCall,
  type ToolContext,
  type ToolContextOptions,
  type ToolMiddleware,
  type ToolPolicy,
  type ToolPolicyOptions,
  type ToolRules,
  toolContext,
  toolPolicy,
  type WrappableTool,
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

test('how a tool is asked about', () => {
  expectTypeOf(approvalRequired).toEqualTypeOf<(options?: ApprovalRequiredOptions) => ToolMiddleware>();
  expectTypeOf<ApprovalRequiredOptions>().toEqualTypeOf<{
    readonly message?: string;
    readonly deniedMessage?: string;
    readonly timeout?: number;
    readonly allowAlways?: boolean | 'same-arguments';
    readonly name?: string;
    readonly context?: ToolContext;
    readonly denied?: 'result' | 'error';
    readonly when?: (call: { readonly toolName: string; readonly toolArguments: string }) => boolean | Promise<boolean>;
  }>();
  expectTypeOf<ToolMiddleware>().toBeCallableWith(async () => 1);
  expectTypeOf<{ readonly description: string }>().not.toExtend<WrappableTool>();
  expectTypeOf<{ readonly inputSchema: object }>().toExtend<WrappableTool>();
});

test('rules by name', () => {
  expectTypeOf(toolPolicy).toEqualTypeOf<(options: ToolPolicyOptions) => ToolPolicy>();
  expectTypeOf<ToolRules>().toEqualTypeOf<{ readonly allowed?: readonly string[]; readonly blocked?: readonly string[] }>();
  expectTypeOf<ToolPolicyOptions>().branded.toEqualTypeOf<
    ToolRules & { readonly onBlocked?: (call: ToolCall) => void | Promise<void>; readonly name?: string }
  >();
  expectTypeOf<ToolPolicy>().toExtend<ToolMiddleware>();
  expectTypeOf<Pick<ToolPolicy, 'rules' | 'set'>>().toEqualTypeOf<{
    readonly rules: ToolRules;
    set(rules: ToolRules): void;
  }>();
});

test('a context', () => {
  expectTypeOf(createToolContext).toEqualTypeOf<(options?: ToolContextOptions) => ToolContext>();
  expectTypeOf(toolContext).toEqualTypeOf<() => ToolContext>();
  expectTypeOf<ToolContextOptions>().toEqualTypeOf<{
    readonly humanInput?: HumanInput;
    readonly onHumanInput?: readonly HumanInputMiddleware[];
    readonly emit?: Emit;
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly name?: string;
    readonly askAtOnce?: boolean;
  }>();
  expectTypeOf<Omit<ToolContext, 'run'>>().toEqualTypeOf<{
    readonly variables: Record<string, unknown>;
    child(options?: ToolContextOptions): ToolContext;
    input(prompt: string, options?: InputOptions): Promise<string>;
    remembered(): readonly RememberedTool[];
    revoke(toolName?: string): void;
  }>();
  expectTypeOf<InputOptions>().toEqualTypeOf<{ readonly timeout?: number; readonly signal?: AbortSignal }>();
  expectTypeOf<RememberedTool>().toEqualTypeOf<{
    readonly toolName: string;
    readonly width: 'tool' | 'same-arguments';
    readonly calls?: number;
  }>();
  const context = createToolContext({ humanInput: () => 'y' });
  expectTypeOf(context.run(() => 5)).resolves.toEqualTypeOf<number>();
  expectTypeOf(context.run(async (signal) => signal)).resolves.toEqualTypeOf<AbortSignal>();
  expectTypeOf(context.run).toBeCallableWith(() => 5, { signal: new AbortController().signal });
});

test('who is asked', () => {
  expectTypeOf<HumanInput>().parameters.toEqualTypeOf<[request: HumanInputRequest]>();
  expectTypeOf<HumanInput>().returns.toEqualTypeOf<string | HumanInputAnswer | Promise<string | HumanInputAnswer>>();
  expectTypeOf<HumanInputRequest>().toEqualTypeOf<{
    readonly id: string;
    readonly kind: 'approval' | 'input';
    readonly prompt: string;
    readonly toolName?: string;
    readonly toolCallId?: string;
    readonly toolArguments?: string;
    readonly timeout: number;
    readonly signal: AbortSignal;
  }>();
  expectTypeOf<HumanInputAnswer>().toEqualTypeOf<{ readonly text: string; readonly requestId?: string }>();
  expectTypeOf<HumanInputMiddleware>().toEqualTypeOf<
    (request: HumanInputRequest, next: (request?: HumanInputRequest) => Promise<string>) => string | Promise<string>
  >();
  // A hook that answers a boolean is no hook.
  expectTypeOf(() => true).not.toExtend<HumanInput>();
});

test('messages', () => {
  expectTypeOf<MessageWithTools>().toEqualTypeOf<{
    readonly role: string;
    readonly content: string | readonly object[];
  }>();
  expectTypeOf<ModelMessage>().toExtend<MessageWithTools>();
  expectTypeOf(closeOpenToolCalls([] as ModelMessage[])).toEqualTypeOf<ModelMessage[]>();
  expectTypeOf(closeOpenToolCalls).toBeCallableWith([] as readonly ModelMessage[], 'ended');
});
