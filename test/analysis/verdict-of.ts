// A block in; what deny-dangerous says to it, in an ordinary checkout under the home folder, out. Nothing is run.
import { analyse } from '../../src/analysis/analyse.ts';
import { judge } from '../../src/policy/judge.ts';
import { loadPolicy } from '../../src/policy/load-policy.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import { proposal } from '../policy/make.ts';
import { PLACE } from './effects-of.ts';

export interface Said {
  readonly decision: 'allow' | 'ask' | 'deny';
  /** The rule that decided, and what the code was found to do: for messages. */
  readonly why: string;
}

const policy = await loadPolicy('deny-dangerous', { base: '/', read: analyse, tools: BUILT_IN_TOOLS, modules: false });

export async function verdictOf(code: string, tool = 'bash'): Promise<Said> {
  // `judge` takes the home folder from the environment.
  process.env.HOME = PLACE.home;
  const { effects } = await analyse(code, tool, PLACE);
  const { decision, reasons } = await judge(proposal(tool, PLACE.cwd), { effects, commands: [] }, [policy]);
  return { decision, why: `${reasons[0]?.rule}: ${effects.map(({ kind, says }) => `${kind} (${says})`).join(', ')}` };
}
