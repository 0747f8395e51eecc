// A task and what came of the turns so far in; the messages to send out, kept within a number of tokens: old outputs are cut
// first, then old turns are folded into a line each.
import { toUSVString } from 'node:util';
import type { ModelMessage } from 'ai';
import { report, reportInBrief } from '../../report.ts';
import type { Exchange, Task, Tool, Usage } from '../../types.ts';

/** How much of an exchange is still told. */
const WHOLE = 0;
const CUT = 1;
const FOLDED = 2;

/** Characters a token, until a provider has counted. */
const USUAL = 3.5;
/** Once there is too much, this much room is made, so that not every turn changes what was sent before it (and cached there). */
const ROOM = 0.7;
const LONGEST_FOLDED = 400;

export interface ConversationOptions {
  readonly task: Task;
  readonly system: string;
  readonly tools: readonly Tool[];
  readonly maxTokens: number;
}

export interface Conversation {
  messages(history: readonly Exchange[]): ModelMessage[];
  /** What the provider counted for the messages made last. */
  counted(usage: Usage): void;
}

export function conversation({ task, system, tools, maxTokens }: ConversationOptions): Conversation {
  const levels: number[] = [];
  let charactersAToken = USUAL;
  let sent = 0;

  function render(history: readonly Exchange[]): ModelMessage[] {
    const folded = history.filter((_, at) => levels[at] === FOLDED).map((exchange, at) => foldedLine(exchange, at + 1));
    const opening = [task.title === undefined ? '' : `# ${task.title}`, task.text.trim(), ...withHeading(folded)];
    return [
      { role: 'user', content: opening.filter(Boolean).join('\n\n') },
      ...history.flatMap(({ turn, outcomes }, at): ModelMessage[] => {
        if (levels[at] === FOLDED) return [];
        const told = report(outcomes, levels[at] === CUT ? 'short' : 'full', tools);
        return [
          { role: 'assistant', content: turn.text.trimEnd() },
          { role: 'user', content: told },
        ];
      }),
    ];
  }
  const tokens = (messages: readonly ModelMessage[]) => length(messages, system) / charactersAToken;

  /** The oldest that can still be told in fewer words; the last exchange only when nothing else can. */
  function shorten(): boolean {
    const last = levels.length - 1;
    for (const [level, until] of [
      [CUT, last],
      [FOLDED, last],
      [CUT, last + 1],
    ] as const) {
      const at = levels.findIndex((now, index) => now < level && index < until);
      if (at < 0) continue;
      levels[at] = level;
      return true;
    }
    return false;
  }

  return {
    messages(history) {
      while (levels.length < history.length) levels.push(WHOLE);
      let messages = render(history);
      if (tokens(messages) > maxTokens) {
        while (tokens(messages) > maxTokens * ROOM && shorten()) messages = render(history);
      }
      sent = length(messages, system);
      return messages;
    },
    counted({ inputTokens }) {
      // A provider that counts nothing, or wildly, is not believed.
      if (inputTokens > 0) charactersAToken = Math.min(6, Math.max(1.5, sent / inputTokens));
    },
  };
}

function length(messages: readonly ModelMessage[], system: string): number {
  return messages.reduce((sum, { content }) => sum + content.length, system.length);
}

function withHeading(folded: readonly string[]): string[] {
  return folded.length === 0 ? [] : [`Your earlier messages, shortened:\n${folded.join('\n')}`];
}

function foldedLine({ outcomes }: Exchange, turn: number): string {
  return `${turn}. ${toUSVString(reportInBrief(outcomes).slice(0, LONGEST_FOLDED))}`;
}
