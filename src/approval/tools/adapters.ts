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

/** What frameworks call a tool by: one of them in a class of the user may never come to `_call` of the copy. */
const ENTRIES = ['invoke', 'call', 'batch', 'stream', 'transform', 'streamEvents', 'streamLog', '_streamIterator'];
/** Classes of LangChain itself, which all come to `_call`. */
const OWN_CLASSES: readonly unknown[] = ['StructuredTool', 'Tool', 'DynamicTool', 'DynamicStructuredTool'];

function whyNotLangChain(tool: object): string | undefined {
  if (!isFunction(tool, '_call')) return 'it has no _call: make it with tool(), around the same function';
  const chain = prototypesOf(tool);
  const end = chain.findIndex((prototype) => OWN_CLASSES.includes(classNameOf(prototype)));
  const work = chain.findIndex((prototype) => Object.hasOwn(prototype, '_call'));
  const users = chain.slice(0, end === -1 ? work + 1 : end);
  const entry = ENTRIES.find((name) => users.some((prototype) => Object.hasOwn(prototype, name)));
  return entry === undefined ? undefined : `its class has ${article(entry)} of its own: override _call instead`;
}

/** Where a bundler changed the names of classes, LangChain still knows its own by `lc_name`. */
function classNameOf(prototype: object): unknown {
  const made = Object.hasOwn(prototype, 'constructor') ? prototype.constructor : undefined;
  const known = made && Object.hasOwn(made, 'lc_name') ? read(made, 'lc_name') : undefined;
  return typeof known === 'function' ? known.call(made) : made?.name;
}

function article(word: string): string {
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
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

const followed = new WeakMap<object, AbortSignal>();

/** Also one of another realm or of a polyfill, which Node's own cannot be joined with: it is followed. */
function signalOf(object: unknown, name: string): AbortSignal | undefined {
  const value = read(object, name);
  if (value instanceof AbortSignal) return value;
  if (typeof value !== 'object' || value === null || !isFunction(value, 'addEventListener')) return undefined;
  const known = followed.get(value);
  if (known !== undefined) return known;
  const foreign = value as AbortSignal;
  const controller = new AbortController();
  const abort = () => controller.abort(foreign.reason);
  if (foreign.aborted) abort();
  else foreign.addEventListener('abort', abort, { once: true });
  followed.set(foreign, controller.signal);
  return controller.signal;
}
