// The events of an agent in; a status line while it makes up its mind out.
import type { RunEvent } from '../../events.ts';
import type { StatusLine } from './status-line.ts';
import { retryText, thinkingText } from './status-texts.ts';

/**
 * @param afterMs Quicker thoughts are not worth a word.
 * @returns To be called when all that an event has to say is written.
 */
export function thinking(status: StatusLine, afterMs = 150): (event: RunEvent) => void {
  let askedAt = 0;
  const think = () => thinkingText(performance.now() - askedAt);
  return (event) => {
    if (event.type === 'agent-asked') {
      askedAt = performance.now();
      status.show(think, afterMs);
    }
    if (event.type === 'agent-retry') {
      const at = performance.now() + event.afterMs;
      status.show(() => (performance.now() < at ? retryText(at - performance.now()) : think()));
    }
  };
}
