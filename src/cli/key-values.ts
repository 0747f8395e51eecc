// For each key of a config file its default or, where it has none, an example: what a new file shows, and an editor suggests.
import { DEFAULT_DENIED_MESSAGE, DEFAULT_MESSAGE } from '../approval/prompt/terminal-approver.ts';
import { DEFAULTS } from '../config/defaults.ts';
import type { KEYS } from '../config/keys.ts';

export type Value = string | number | boolean | string[];

export interface KeyValue {
  readonly default?: Value;
  readonly example?: Value;
}

export const KEY_VALUES: Readonly<Record<keyof typeof KEYS | 'tools', KeyValue>> = {
  policy: { default: DEFAULTS.policy },
  always: { example: ['bash', 'python'] },
  timeout: { default: DEFAULTS.timeout },
  onTimeout: { default: DEFAULTS.onTimeout },
  blockTimeout: { default: DEFAULTS.blockTimeout },
  approver: { example: 'https://approver.example.com/ask' },
  message: { default: DEFAULT_MESSAGE },
  deniedMessage: { default: DEFAULT_DENIED_MESSAGE },
  agent: { default: 'document' },
  model: { example: 'anthropic/claude-sonnet-5-5' },
  baseUrl: { example: 'http://localhost:8080/v1' },
  system: { example: 'Use npm, never yarn.' },
  temperature: { example: 0.2 },
  maxTurns: { default: DEFAULTS.maxTurns },
  contextTokens: { example: 32_000 },
  modelTimeout: { default: DEFAULTS.modelTimeout },
  bell: { default: DEFAULTS.bell },
  sandbox: { default: DEFAULTS.sandbox },
  allowRead: { example: ['~/.gitconfig'] },
  allowWrite: { example: ['../build'] },
  envPass: { example: ['GITHUB_TOKEN'] },
  journal: { example: '~/journals' },
  tools: { example: ['bash', 'python'] },
};
