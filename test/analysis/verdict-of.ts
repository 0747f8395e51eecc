// A block in; what deny-dangerous says to it, in an ordinary checkout below the home folder, out. Nothing is run.
import { analyse } from '../../src/analysis/analyse.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { judge } from '../../src/policy/judge.ts';
import { resolveLanguages } from '../../src/policy/resolve-languages.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import type { Decision } from '../../src/types.ts';
import { proposal } from '../policy/make.ts';
import { PLACE } from './effects-of.ts';

// `judge` takes the home folder from the environment.
process.env.HOME = PLACE.home;

export const denyDangerous = resolveLanguages(builtInPolicy('deny-dangerous'), BUILT_IN_TOOLS);

export interface Said {
  readonly decision: Decision;
  /** The rule that decided, and what the code was found to do: for messages. */
  readonly why: string;
}

export async function verdictOf(code: string, tool = 'bash'): Promise<Said> {
  const reading = await analyse(code, tool, PLACE);
  const { decision, reasons } = await judge(proposal(tool, PLACE.cwd), reading, [denyDangerous]);
  const found = reading.effects.map(({ kind, says }) => `${kind} (${says})`).join(', ');
  return { decision, why: `${reasons[0]?.rule}: ${found}` };
}
