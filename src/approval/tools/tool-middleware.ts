// A check in; what puts it around one tool, or all tools of a list or a map, out. The tools given stay as they are.
import { UsageError } from '../../errors.ts';
import { ADAPTERS, type Adapter, copyWith, read } from './adapters.ts';
import type { Check } from './check.ts';
import { type AnyFunction, guardedName, guardFunction, type Way } from './guard-function.ts';

/** What can be wrapped: a tool of the AI SDK, of the OpenAI Agents SDK, of LangChain, or a function that is awaited. */
export type WrappableTool =
  | ((...args: never[]) => PromiseLike<unknown> | AsyncIterable<unknown>)
  | { readonly inputSchema: unknown; readonly execute?: ((...args: never[]) => unknown) | undefined }
  | { readonly type: 'function'; readonly name: string; readonly invoke: (...args: never[]) => unknown }
  | { readonly lc_namespace: readonly string[]; readonly name: string; readonly invoke: (...args: never[]) => unknown };

/** Gives a tool of the same type back, which runs only if it may. */
export interface ToolMiddleware {
  /** @throws {UsageError} For what it cannot cover, or has no name for: nothing is ever passed through as it is. */
  <T extends WrappableTool>(tool: T): T;
  /**
   * The same for a list, or a map from names to tools as the AI SDK takes it.
   *
   * @throws {UsageError} As for one tool: also for tools that run elsewhere, such as a provider's own.
   */
  all<T extends readonly WrappableTool[] | Readonly<Record<string, WrappableTool>>>(tools: T): T;
}

/** @param name Of the one tool, where it has none of its own. */
export function toolMiddleware(check: Check, name?: string): ToolMiddleware {
  const one = <T extends WrappableTool>(tool: T): T => wrap(tool, name) as T;

  function all(tools: readonly WrappableTool[] | Readonly<Record<string, WrappableTool>>): unknown {
    if (name !== undefined) throw new UsageError('name is for one tool; the tools of a list or a map have names of their own');
    if (Array.isArray(tools)) return tools.map((tool: unknown) => wrap(tool));
    return Object.fromEntries(Object.entries(tools).map(([key, tool]) => [key, wrap(tool, namedItself(tool) ?? key)]));
  }

  function wrap(tool: unknown, known?: string): unknown {
    const adapter = adapterOf(tool);
    const object = tool as object;
    const before = adapter.methods?.map((method) => read(object, method)) ?? [object];
    const toolName = known || adapter.nameOf?.(object) || before.map(guardedName).find((own) => own !== undefined);
    if (!toolName) throw new UsageError('the tool has no name: give one ({ name }), or wrap the map it is in (.all)');
    const whyNot = adapter.whyNot?.(object);
    if (whyNot !== undefined)
      throw new UsageError(`the ${adapter.framework} tool ${JSON.stringify(toolName)} cannot be covered: ${whyNot}`);
    const way = wayOf(adapter, toolName, object);
    if (adapter.methods === undefined) return guardFunction(object as AnyFunction, way, check);
    const guard = (method: string) => [method, guardFunction(read(object, method) as AnyFunction, way, check, object)] as const;
    const methods = adapter.methods.filter((method) => typeof read(object, method) === 'function').map(guard);
    return copyWith(object, { ...Object.fromEntries(methods), ...modelOutput(object, check) });
  }

  return Object.assign(one, { all }) as ToolMiddleware;
}

function adapterOf(tool: unknown): Adapter {
  const known = (typeof tool === 'object' && tool !== null) || typeof tool === 'function';
  const adapter = known ? ADAPTERS.find(({ fits }) => fits(tool)) : undefined;
  if (adapter !== undefined) return adapter;
  const frameworks = ADAPTERS.map(({ framework }) => framework).join(', ');
  throw new UsageError(
    `this tool cannot be covered, so it was not wrapped. Known are: ${frameworks}; what runs elsewhere, without an execute, is none of them`,
  );
}

/** In a map, the key is the name that a model knows; a tool that has one itself is known by that. */
function namedItself(tool: unknown): string | undefined {
  return typeof tool === 'object' && tool !== null ? adapterOf(tool).nameOf?.(tool) : undefined;
}

function wayOf(adapter: Adapter, toolName: string, tool: object): Way {
  const { framework, about, withSignal, watched, stream, errorsAsResults = false, result = (text: string) => text } = adapter;
  function tell(refusal: string | Error): unknown {
    if (typeof refusal === 'string') return result(refusal, tool);
    if (errorsAsResults) return result(refusal.message, tool);
    throw refusal;
  }
  return { framework, toolName, about, withSignal, tell, watched, stream };
}

/** A tool of the AI SDK may make its output into what the model reads: it knows nothing of refusals, which are no such outputs. */
function modelOutput(tool: object, check: Check): object {
  const toModelOutput = read(tool, 'toModelOutput');
  if (typeof toModelOutput !== 'function') return {};
  return {
    toModelOutput: (given: { readonly output: unknown }) =>
      check.isRefusal(given.output) ? { type: 'text', value: given.output } : toModelOutput.call(tool, given),
  };
}
