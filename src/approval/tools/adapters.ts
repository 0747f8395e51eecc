// The table of frameworks: how a tool of each is known, called and refused. What no row knows is refused when it is wrapped.
import type { About } from './guard-function.ts';

export interface Adapter {
  readonly framework: string;
  fits(tool: object): boolean;
  /** Why a tool that fits cannot be covered after all. */
  whyNot?(tool: object): string | undefined;
  /** The tool's own name; absent where the framework keeps it elsewhere. */
  nameOf?(tool: object): string | undefined;
  /** All that lead to the tool's work. Absent: the tool is the function itself. */
  readonly methods?: readonly string[];
  about(args: readonly unknown[]): About;
  withSignal(args: readonly unknown[], signal: AbortSignal): readonly unknown[];
  /** The result that tells a refusal. @default the text itself */
  result?(text: string, tool: object): unknown;
  /** Tool errors are told as results, since what is thrown ends the whole run. @default false */
  readonly errorsAsResults?: boolean;
  readonly watched: boolean;
  readonly stream: 'last' | 'pass' | 'refuse';
}

type Fields = Readonly<Record<string, unknown>>;

export const ADAPTERS: readonly Adapter[] = [
  {
    framework: 'LangChain',
    fits: (tool) => Array.isArray(read(tool, 'lc_namespace')) && isFunction(tool, 'invoke'),
    whyNot: whyNotLangChain,
    nameOf: ownName,
    // `invoke`, `call`, `batch` and `stream` all come to `_call`, with arguments that were checked and filled in.
    methods: ['_call', 'func'],
    about: ([input, , config]) => ({ input, id: text(config, 'toolCall', 'id'), signal: signalOf(config, 'signal') }),
    withSignal: ([input, manager, config, ...rest], signal) => [input, manager, { ...(config as Fields), signal }, ...rest],
    result: (refusal, tool) => (read(tool, 'responseFormat') === 'content_and_artifact' ? [refusal, undefined] : refusal),
    watched: true,
    stream: 'pass',
  },
  {
    framework: 'OpenAI Agents SDK',
    fits: (tool) => read(tool, 'type') === 'function' && isFunction(tool, 'invoke'),
    nameOf: ownName,
    methods: ['invoke'],
    about: ([, json, details]) => ({
      input: json,
      text: typeof json === 'string' ? json : undefined,
      id: text(details, 'toolCall', 'callId'),
      signal: signalOf(details, 'signal'),
    }),
    // The SDK keeps things of its own under symbols.
    withSignal: ([run, json, details, ...rest], signal) => [run, json, copyWith(details ?? {}, { signal }), ...rest],
    errorsAsResults: true,
    watched: false,
    stream: 'pass',
  },
  {
    framework: 'AI SDK',
    fits: (tool) => ('inputSchema' in tool || 'parameters' in tool) && isFunction(tool, 'execute'),
    methods: ['execute'],
    about: ([input, options]) => ({ input, id: text(options, 'toolCallId'), signal: signalOf(options, 'abortSignal') }),
    withSignal: ([input, options, ...rest], abortSignal) => [input, { ...(options as Fields), abortSignal }, ...rest],
    watched: true,
    stream: 'last',
  },
  {
    framework: 'a function',
    fits: (tool) => typeof tool === 'function',
    nameOf: ownName,
    about: (args) => ({ input: args.length === 1 ? args[0] : args }),
    withSignal: (args) => args,
    watched: true,
    stream: 'refuse',
  },
];

/** The object again, with other values for some of its fields; the one given stays as it is. */
export function copyWith<T extends object>(object: T, fields: Fields): T {
  const others = Object.entries(fields).map(([name, value]) => [
    name,
    { value, writable: true, enumerable: true, configurable: true },
  ]);
  return Object.create(Object.getPrototypeOf(object), {
    ...Object.getOwnPropertyDescriptors(object),
    ...Object.fromEntries(others),
  });
}

export function read(object: unknown, name: string): unknown {
  return typeof object === 'object' || typeof object === 'function' ? (object as Fields | null)?.[name] : undefined;
}

/** A class that changes `invoke` itself, or binds it to the object, may never come to `_call` of the copy. */
function whyNotLangChain(tool: object): string | undefined {
  if (!isFunction(tool, '_call')) return 'it has no _call: make it with tool(), around the same function';
  const chain = prototypesOf(tool);
  const own = (name: string) => chain.findIndex((prototype) => Object.hasOwn(prototype, name));
  if (own('call') === 0 || own('invoke') <= own('_call')) return 'its class has an invoke of its own: override _call instead';
  return undefined;
}

function prototypesOf(object: object): object[] {
  const parent: unknown = Object.getPrototypeOf(object);
  return typeof parent === 'object' && parent !== null ? [object, ...prototypesOf(parent)] : [object];
}

function ownName(tool: object): string | undefined {
  return text(tool, 'name');
}

function isFunction(tool: object, name: string): boolean {
  return typeof read(tool, name) === 'function';
}

function text(object: unknown, ...path: readonly string[]): string | undefined {
  const value = path.reduce(read, object);
  return typeof value === 'string' ? value : undefined;
}

function signalOf(object: unknown, name: string): AbortSignal | undefined {
  const value = read(object, name);
  return value instanceof AbortSignal ? value : undefined;
}
