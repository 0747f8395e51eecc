// The settings of a run in; each key with its value, as it would stand in a file, and who set it, out.
import { resolve } from 'node:path';
import { KEYS, TOOLS } from '../config/keys.ts';
import type { Settings } from '../config/load-settings.ts';
import { isPolicyPath } from '../config/policy-files.ts';
import type { Tool } from '../types.ts';
import { KEY_VALUES } from './key-values.ts';

export interface SettingRow {
  readonly key: string;
  /** Null where there is none. */
  readonly value: unknown;
  /** `default`, a variable, or the path of a file; several joined by ` + `. */
  readonly from: string;
}

type Key = keyof typeof KEYS;

const VALUES: { readonly [K in Key]: (settings: Settings) => unknown } = {
  policy: ({ policies }) => policies.map(({ ref, base }) => (isPolicyPath(ref) ? resolve(base, ref) : ref)),
  always: ({ always }) => always,
  timeout: ({ timeoutMs }) => timeoutMs / 1000,
  onTimeout: ({ onTimeout }) => onTimeout,
  blockTimeout: ({ blockTimeoutMs }) => blockTimeoutMs / 1000,
  approver: ({ approver }) => approver,
  message: ({ message }) => message,
  deniedMessage: ({ deniedMessage }) => deniedMessage,
  agent: ({ agent, model }) => agent ?? (model === undefined ? undefined : 'model'),
  model: ({ model }) => model,
  baseUrl: ({ baseUrl }) => baseUrl,
  system: ({ system }) => system,
  temperature: ({ temperature }) => temperature,
  maxTurns: ({ maxTurns }) => maxTurns,
  contextTokens: ({ contextTokens }) => contextTokens,
  modelTimeout: ({ modelTimeoutMs }) => modelTimeoutMs / 1000,
  bell: ({ bell }) => bell,
  sandbox: ({ sandbox }) => sandbox,
  allowRead: ({ allowRead }) => allowRead,
  allowWrite: ({ allowWrite }) => allowWrite,
  envPass: ({ envPass }) => envPass,
  journal: ({ journal }) => journal,
};

export function settingRows(settings: Settings): readonly SettingRow[] {
  const { origins } = settings;
  const row = (key: string, value: unknown): SettingRow => ({ key, value, from: origins[key] ?? 'default' });
  const changed = Object.keys(origins).filter((key) => key.startsWith(`${TOOLS.name}.`));
  return [
    ...(Object.keys(VALUES) as Key[]).map((key) => row(KEYS[key].name, VALUES[key](settings) ?? KEY_VALUES[key].default ?? null)),
    row(TOOLS.name, usable(settings)),
    ...changed.map((key) => row(key, ownTool(settings.tools.find(({ name }) => key === `${TOOLS.name}.${name}`)))),
  ];
}

/** The tools that nobody forbids. */
function usable({ tools, limits }: Settings): readonly string[] {
  return tools.map(({ name }) => name).filter((name) => limits.every((limit) => limit.tools.includes(name)));
}

function ownTool(tool: Tool | undefined): object | false {
  return tool === undefined ? false : { command: tool.commands[0]?.argv, languages: tool.languages };
}
