// What an "always" remembers, in a context's variables: plain data, so that it is saved and restored with them.
import { digestOf } from '../../digest.ts';
import type { ToolCall } from '../../events.ts';

type Variables = Record<string, unknown>;
export type AlwaysWidth = 'tool' | 'same-arguments';

/** Tool → true, as AG2 keeps it. */
const TOOLS = 'ag:approval_required:always';
/** Tool → digests of the arguments. */
const SAME = 'approve-run:approval_required:same_arguments';
export const ALWAYS_KEYS: readonly string[] = [TOOLS, SAME];

/** One `always` that is in force; `calls` is how many different arguments it covers. */
export interface RememberedTool {
  readonly toolName: string;
  readonly width: AlwaysWidth;
  readonly calls?: number;
}

export function isRemembered(variables: Variables, { toolName, toolArguments }: ToolCall, width: AlwaysWidth): boolean {
  if (width === 'tool') return ownValue(mapOf(variables, TOOLS), toolName) === true;
  return digestsOf(variables, toolName).includes(digestOf(toolArguments));
}

export function remember(variables: Variables, { toolName, toolArguments }: ToolCall, width: AlwaysWidth): void {
  const key = width === 'tool' ? TOOLS : SAME;
  const value = width === 'tool' ? true : [...digestsOf(variables, toolName), digestOf(toolArguments)];
  variables[key] = { ...mapOf(variables, key), [toolName]: value };
}

export function listRemembered(variables: Variables): RememberedTool[] {
  const tools = Object.entries(mapOf(variables, TOOLS)).filter(([, value]) => value === true);
  const same = Object.keys(mapOf(variables, SAME)).map((toolName) => ({
    toolName,
    calls: digestsOf(variables, toolName).length,
  }));
  return [
    ...tools.map(([toolName]) => ({ toolName, width: 'tool' as const })),
    ...same.filter(({ calls }) => calls > 0).map((row) => ({ ...row, width: 'same-arguments' as const })),
  ];
}

/** @param toolName Without it, all of them. */
export function forget(variables: Variables, toolName?: string): void {
  for (const key of ALWAYS_KEYS) {
    const left = Object.entries(mapOf(variables, key)).filter(([name]) => toolName !== undefined && name !== toolName);
    if (left.length > 0) variables[key] = Object.fromEntries(left);
    else delete variables[key];
  }
}

function digestsOf(variables: Variables, toolName: string): readonly unknown[] {
  const digests = ownValue(mapOf(variables, SAME), toolName);
  return Array.isArray(digests) ? digests : [];
}

function mapOf(variables: Variables, key: string): Readonly<Record<string, unknown>> {
  const map = ownValue(variables, key);
  return typeof map === 'object' && map !== null ? (map as Record<string, unknown>) : {};
}

/** A tool may be called `constructor`. */
function ownValue(map: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
