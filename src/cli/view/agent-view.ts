// Events of an agent in; what it says, and what keeps it waiting, on the people's stream out.
import { visibleLine } from '../../text/visible.ts';
import { hang } from '../../text/wrap.ts';
import type { AgentEvent } from '../../types.ts';
import { paint } from '../../view/paint.ts';
import { type AgentText, agentText } from './agent-text.ts';
import { duration } from './duration.ts';

export interface AgentView {
  said(event: AgentEvent): void;
  /** Its message is whole, or will never be. */
  done(): void;
}

const MARGIN = '┊ ';
const AS_IT_IS = (text: string) => text;

export function agentView(people: NodeJS.WriteStream): AgentView {
  let current: { readonly reasoning: boolean; readonly text: AgentText } | undefined;

  function done(): void {
    if (current !== undefined) people.write(current.text.end());
    current = undefined;
  }

  return {
    done,
    said(event) {
      if (event.type !== 'agent-text') {
        done();
        const text = event.type === 'agent-notice' ? event.text : `${event.reason}; trying again in ${duration(event.afterMs)}`;
        people.write(`${hang(paint.warn('! '), paint.warn(visibleLine(text)), people.columns)}\n`);
        return;
      }
      if (current?.reasoning !== event.reasoning) {
        if (current === undefined) people.write('\n');
        done();
        const style = event.reasoning ? paint.dim : AS_IT_IS;
        current = {
          reasoning: event.reasoning,
          text: agentText(() => people.columns ?? Number.POSITIVE_INFINITY, paint.dim(MARGIN), style),
        };
      }
      people.write(current?.text.push(event.text) ?? '');
    },
  };
}
