// The keys that can be set outside of a file too, as data: what each expects, and how the environment and the command line name it.
import type { Layer } from './settings.ts';

/** A timer above 2^31 ms fires at once. */
export const MOST_SECONDS = 2_147_483;

interface Key {
  /** As it stands in a file. */
  readonly name: string;
  readonly variable: string;
  readonly flag: string;
  /** What follows "must be". */
  readonly expects: string;
}

export const KEYS = {
  policy: {
    name: 'policy',
    variable: 'APPROVE_RUN_POLICY',
    flag: '--policy',
    expects: 'a policy name or path, or a list of them',
  },
  always: {
    name: 'always',
    variable: 'APPROVE_RUN_ALWAYS',
    flag: '--always',
    expects: 'tools such as "bash,python", a list of them, or "all"',
  },
  timeout: {
    name: 'timeout',
    variable: 'APPROVE_RUN_TIMEOUT',
    flag: '--timeout',
    expects: `seconds from 0 (wait without end) to ${MOST_SECONDS}`,
  },
  onTimeout: { name: 'onTimeout', variable: 'APPROVE_RUN_ON_TIMEOUT', flag: '--on-timeout', expects: '"stop" or "deny"' },
  blockTimeout: {
    name: 'blockTimeout',
    variable: 'APPROVE_RUN_BLOCK_TIMEOUT',
    flag: '--block-timeout',
    expects: `seconds, more than 0 and at most ${MOST_SECONDS}`,
  },
  message: { name: 'message', variable: 'APPROVE_RUN_MESSAGE', flag: '--message', expects: 'a text that is not empty' },
  deniedMessage: {
    name: 'deniedMessage',
    variable: 'APPROVE_RUN_DENIED_MESSAGE',
    flag: '--denied-message',
    expects: 'a text that is not empty',
  },
  envPass: {
    name: 'env.pass',
    variable: 'APPROVE_RUN_ENV_PASS',
    flag: '--env',
    expects: 'names of environment variables',
  },
} as const satisfies Record<keyof Layer, Key>;

export const VARIABLE_NAME = /^[A-Za-z_]\w*$/;
