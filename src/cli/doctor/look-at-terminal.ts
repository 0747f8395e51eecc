// The streams of this process and the environment in; whether somebody can be asked here, and how it looks and sounds, out.
import { ApproveRunError } from '../../errors.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { hasColour } from '../../view/paint.ts';
import { multiplexerOf, notifierOf } from '../announce.ts';
import type { Finding, Place } from './finding.ts';

const NARROW = 60;

export async function lookAtTerminal({ env, settings }: Place): Promise<readonly Finding[]> {
  const { stderr } = process;
  const asked = settings?.approver === undefined ? questions() : await elsewhere(settings.approver, settings.origins.approver);
  return [asked, ...(stderr.isTTY ? [size(stderr.columns), colours(env), attention(env, settings)] : [])];
}

/** The endpoint itself is not asked: the doctor leaves no trace anywhere. */
async function elsewhere(approver: string, from = ''): Promise<Finding> {
  const name = 'questions';
  const says = `are asked of ${visibleLine(new URL(approver).host)} (${shortPath(from)})`;
  const { httpApproval } = await import('../../approval/http/http-approval.ts');
  try {
    httpApproval(approver);
    return { mark: 'works', name, says };
  } catch (error) {
    if (!(error instanceof ApproveRunError)) throw error;
    return { mark: 'broken', name, says, todo: error.message };
  }
}

function questions(): Finding {
  const name = 'questions';
  const missing = [...(process.stdin.isTTY ? [] : ['stdin']), ...(process.stderr.isTTY ? [] : ['stderr'])];
  if (missing.length === 0) return { mark: 'works', name, says: 'can be asked and answered here' };
  const says = `cannot be asked here: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} no terminal`;
  const todo = 'Call it from a terminal; or, to ask nobody: --policy deny-dangerous';
  return { mark: 'note', name, says, todo };
}

function size(columns: number): Finding {
  const says = `${columns} columns`;
  if (columns === 0 || columns >= NARROW) return { mark: 'works', name: 'width', says };
  return { mark: 'note', name: 'width', says, todo: 'Everything is shown, but code is easier to judge in a wider window.' };
}

function colours({ NO_COLOR, TERM }: NodeJS.ProcessEnv): Finding {
  if (hasColour) return { mark: 'works', name: 'colours', says: 'on' };
  const why = NO_COLOR ? 'NO_COLOR is set' : `TERM is ${visibleLine(TERM || 'not set')}`;
  return { mark: 'absent', name: 'colours', says: `off, because ${why}` };
}

function attention(env: NodeJS.ProcessEnv, settings: Place['settings']): Finding {
  const name = 'bell';
  if (settings?.bell === false)
    return { mark: 'absent', name, says: `off, as ${shortPath(settings.origins.bell ?? 'you')} says` };
  const multiplexer = multiplexerOf(env);
  const notifier = notifierOf(env);
  if (notifier !== undefined) return { mark: 'works', name, says: `rings, and ${notifier} notifies, when a question waits` };
  const why = multiplexer === undefined ? '' : ` (${multiplexer} lets no notification through)`;
  return { mark: 'works', name, says: `rings when a question waits${why}` };
}
