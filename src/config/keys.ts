// The keys that can be set outside of a file too, as data: what each expects, and how the environment and the command line name it.

import { MOST_SECONDS } from '../seconds.ts';
import type { Layer } from './settings.ts';

/** Node itself waits no longer for a server. */
export const MOST_SILENCE = 300;

interface Key {
  /** As it stands in a file. */
  readonly name: string;
  readonly variable: string;
  /** Absent where only files and the environment set it. */
  readonly flag?: string;
  /** What follows "must be". */
  readonly expects: string;
  /** One sentence for whoever reads or writes a config file. */
  readonly says: string;
}

export const KEYS = {
  policy: {
    name: 'policy',
    variable: 'APPROVE_RUN_POLICY',
    flag: '--policy',
    expects: 'a policy name or path, or a list of them',
    says: 'Who decides: names or paths of policies. The strictest verdict counts.',
  },
  always: {
    name: 'always',
    variable: 'APPROVE_RUN_ALWAYS',
    flag: '--always',
    expects: 'tools such as "bash,python", a list of them, or "all"',
    says: 'Tools that are approved beforehand, where no rule asks.',
  },
  timeout: {
    name: 'timeout',
    variable: 'APPROVE_RUN_TIMEOUT',
    flag: '--timeout',
    expects: `seconds from 0 (wait without end) to ${MOST_SECONDS}`,
    says: 'Seconds to answer; 0 waits without end.',
  },
  onTimeout: {
    name: 'onTimeout',
    variable: 'APPROVE_RUN_ON_TIMEOUT',
    flag: '--on-timeout',
    expects: '"stop" or "deny"',
    says: 'Without an answer: stop the run, or go on without this block.',
  },
  blockTimeout: {
    name: 'blockTimeout',
    variable: 'APPROVE_RUN_BLOCK_TIMEOUT',
    flag: '--block-timeout',
    expects: `seconds, more than 0 and at most ${MOST_SECONDS}`,
    says: 'Time limit of each block, in seconds.',
  },
  approver: {
    name: 'approver',
    variable: 'APPROVE_RUN_APPROVER',
    flag: '--approver',
    expects: 'an address such as "https://approver.example.com/ask"',
    says: 'An HTTP endpoint that is asked instead of the terminal; its key comes from APPROVE_RUN_APPROVER_KEY.',
  },
  message: {
    name: 'message',
    variable: 'APPROVE_RUN_MESSAGE',
    flag: '--message',
    expects: 'a text that is not empty',
    says: 'The question; {tool_name} and {tool_arguments} are filled in.',
  },
  deniedMessage: {
    name: 'deniedMessage',
    variable: 'APPROVE_RUN_DENIED_MESSAGE',
    flag: '--denied-message',
    expects: 'a text that is not empty',
    says: 'The reason of a denial that you give none for.',
  },
  agent: {
    name: 'agent',
    variable: 'APPROVE_RUN_AGENT',
    flag: '--agent',
    expects: '"document", "model", or "replay:" and a file or a run',
    says: "Who proposes blocks: document (the task's own), model, or replay: and a file, or a run of the journal. With a model set, model.",
  },
  model: {
    name: 'model',
    variable: 'APPROVE_RUN_MODEL',
    flag: '--model',
    expects: 'a model such as "anthropic/claude-sonnet-5-5"',
    says: 'The model that proposes blocks, as provider/name; its key comes from the environment.',
  },
  baseUrl: {
    name: 'baseUrl',
    variable: 'APPROVE_RUN_BASE_URL',
    flag: '--base-url',
    expects: 'an address such as "http://localhost:8080/v1"',
    says: 'An OpenAI-compatible server (llama.cpp, vLLM, LM Studio, a proxy) that has the model.',
  },
  system: {
    name: 'system',
    variable: 'APPROVE_RUN_SYSTEM',
    flag: '--system',
    expects: 'a text that is not empty',
    says: 'Instructions for the model, in addition to those that it is always given.',
  },
  temperature: {
    name: 'temperature',
    variable: 'APPROVE_RUN_TEMPERATURE',
    flag: '--temperature',
    expects: 'a number from 0 to 2',
    says: "How much the model varies, from 0 to 2; the provider's default where nothing is said.",
  },
  maxTurns: {
    name: 'maxTurns',
    variable: 'APPROVE_RUN_MAX_TURNS',
    flag: '--max-turns',
    expects: 'a whole number from 1',
    says: 'The most messages of a model in one run.',
  },
  contextTokens: {
    name: 'contextTokens',
    variable: 'APPROVE_RUN_CONTEXT_TOKENS',
    flag: '--context-tokens',
    expects: 'a whole number from 1000',
    says: 'The most tokens to send to a model: beyond it old outputs are cut, then old turns folded.',
  },
  modelTimeout: {
    name: 'modelTimeout',
    variable: 'APPROVE_RUN_MODEL_TIMEOUT',
    expects: `seconds, more than 0 and at most ${MOST_SILENCE}`,
    says: 'The longest silence of a model, in seconds.',
  },
  bell: {
    name: 'bell',
    variable: 'APPROVE_RUN_BELL',
    expects: 'true or false',
    says: 'Whether the terminal rings, and notifies where it can, when an answer is waited for.',
  },
  sandbox: {
    name: 'sandbox',
    variable: 'APPROVE_RUN_SANDBOX',
    flag: '--sandbox',
    expects: '"off", "on", "net" or "auto"',
    says: 'Keep blocks in this folder: on (no network), net (with it), auto (on, wherever it works), off.',
  },
  allowRead: {
    name: 'allowRead',
    variable: 'APPROVE_RUN_ALLOW_READ',
    flag: '--allow-read',
    expects: 'a list of files and folders',
    says: 'Files and folders that a sandbox shows although it hides what is around them.',
  },
  allowWrite: {
    name: 'allowWrite',
    variable: 'APPROVE_RUN_ALLOW_WRITE',
    flag: '--allow-write',
    expects: 'a list of files and folders',
    says: 'Files and folders outside of this one that a sandbox lets blocks write.',
  },
  envPass: {
    name: 'env.pass',
    variable: 'APPROVE_RUN_ENV_PASS',
    flag: '--env',
    expects: 'names of environment variables',
    says: 'Environment variables that blocks may see although they look like secrets.',
  },
  journal: {
    name: 'journal',
    variable: 'APPROVE_RUN_JOURNAL',
    flag: '--journal',
    expects: 'a folder, or "off"',
    says: 'The folder that keeps the record of each run, or off; without it one below ~/.local/state/approve-run.',
  },
} as const satisfies Record<keyof Layer, Key>;

/** The one key that only files set. */
export const TOOLS = {
  name: 'tools',
  says: 'A list allows only these tools. A map adds tools of your own by name; false switches one off.',
} as const;

export const VARIABLE_NAME = /^[A-Za-z_]\w*$/;
// Spaces around these are taken, and cut off: the JSON schema judges a text as it stands.
export const AGENT = /^\s*(?:document\s*|model\s*|replay:\s*\S[\s\S]*)$/;
/** Without "@" before the path: what is sent there is private, so the address must hold no password and be the one it looks like. */
export const ADDRESS = /^\s*https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?\s*$/;

export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && URL.canParse(text);
}
