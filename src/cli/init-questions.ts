// The settings that hold without a file in; what a person at the terminal wants otherwise out, or nothing after Ctrl-C.
import { checkbox, number, select } from '@inquirer/prompts';
import type { Settings } from '../config/load-settings.ts';
import { builtInPolicies } from '../policy/built-in.ts';
import { MOST_SECONDS } from '../seconds.ts';
import { BUILT_IN_TOOLS } from '../tool/tools.ts';
import type { Chosen } from './rc-text.ts';

/** The first is what most want. A file that is not trusted cannot ask for `allow-all`, so it is not among them. */
const POLICIES = ['ask', 'deny-dangerous', 'workspace', 'read-only', 'python-only', 'deny-all'];
const TOOLS = BUILT_IN_TOOLS.map(({ name }) => name);
/** Standard output stays free. */
const STREAMS = { input: process.stdin, output: process.stderr };

export async function askForSettings(now: Settings): Promise<Chosen | undefined> {
  try {
    return await ask(now);
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  }
}

/** Only what differs is chosen: a default that is written down would hold for people whose own settings say otherwise. */
async function ask({ policies, timeoutMs, blockTimeoutMs }: Settings): Promise<Chosen> {
  const [first, ...others] = policies.map(({ ref }) => ref);
  const inForce = others.length === 0 ? first : undefined;
  const policy = await select(
    {
      message: "Which policy holds here, beside everyone's own?",
      choices: POLICIES.map((value) => ({ value, description: builtInPolicies()[value]?.description ?? '' })),
      ...(inForce !== undefined && POLICIES.includes(inForce) ? { default: inForce } : {}),
    },
    STREAMS,
  );
  const tools = await checkbox(
    {
      message: 'Which tools may run blocks?',
      choices: TOOLS.map((value) => ({ value, checked: true })),
      pageSize: TOOLS.length,
      required: true,
    },
    STREAMS,
  );
  const timeout = await seconds('Seconds to answer a question; 0 waits without end:', timeoutMs / 1000, true);
  const blockTimeout = await seconds('Seconds that a block may take:', blockTimeoutMs / 1000, false);
  return {
    ...(policy === inForce ? {} : { policy }),
    ...(tools.length === TOOLS.length ? {} : { tools }),
    ...(timeout === timeoutMs / 1000 ? {} : { timeout }),
    ...(blockTimeout === blockTimeoutMs / 1000 ? {} : { blockTimeout }),
  };
}

function seconds(message: string, now: number, canBeNone: boolean): Promise<number> {
  return number(
    {
      message,
      default: now,
      min: 0,
      max: MOST_SECONDS,
      step: 'any',
      required: true,
      validate: (value) => canBeNone || value !== 0 || 'It must be more than 0.',
    },
    STREAMS,
  );
}
