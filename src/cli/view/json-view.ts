// Events in, one JSON object a line on stdout out (docs/json.md).
import { StringDecoder } from 'node:string_decoder';
import type { RunEvent } from '../../events.ts';
import { jsonLine } from '../../text/json-line.ts';
import type { CodeBlock } from '../../types.ts';
import type { Session } from '../assemble.ts';
import type { Chosen } from '../choose-agent.ts';
import type { KeptJournal } from '../keep-journal.ts';

const VERSION = 1;

type Sink = (event: RunEvent) => void | Promise<void>;

/** @param put Takes each line, and says when it can take the next one. */
export function jsonView(
  { task, policies, cwd, sandboxMode }: Session,
  { model, replays }: Chosen,
  put: (line: string) => void | Promise<void>,
  journal: KeptJournal,
): Sink {
  let decoder = new StringDecoder('utf8');
  let turn = 0;
  const write = (fields: object) => put(jsonLine({ version: VERSION, time: new Date().toISOString(), ...fields }));
  const about = (type: string, { index }: CodeBlock) => ({ type, turn, index });

  return (event) => {
    switch (event.type) {
      case 'run-started':
      case 'run-resumed':
        return write({
          ...event,
          model,
          replays,
          task: task.source,
          title: task.title,
          policies: policies.map(({ name }) => name),
          cwd,
          sandbox: sandboxMode,
          blocks: task.blocks.length,
        });
      case 'turn-started':
      case 'turn-resumed':
        turn = event.turn;
        return write(event);
      case 'agent-asked':
      case 'agent-text':
      case 'agent-notice':
      case 'agent-retry':
      case 'run-compared':
      case 'tool-proposed':
      case 'tool-decided':
      case 'tool-finished':
        return write(event);
      case 'block-proposed':
      case 'block-edited': {
        const { proposal, reading, verdict } = event.judged;
        const { code, proposed, ...block } = proposal.block;
        return write({
          ...about(event.type, proposal.block),
          ...block,
          proposedDigest: proposed?.digest,
          tool: proposal.tool,
          code,
          argv: proposal.argv,
          sandbox: proposal.sandbox,
          decision: verdict.decision,
          confirm: verdict.confirm,
          reasons: verdict.reasons,
          effects: reading.effects,
          // Names that were only tried are bound as well, and of no interest.
          executes: reading.executes?.filter(({ digest }) => digest !== null),
        });
      }
      case 'block-output':
        return write({ ...about(event.type, event.block), text: decoder.write(event.chunk) });
      case 'block-finished':
        decoder = new StringDecoder('utf8');
        return write({ ...about(event.type, event.block), ...event.result });
      case 'run-finished':
        return write({ type: event.type, ...event.summary, journal: journal.note() });
      default: {
        const { type, block, ...rest } = event;
        const { language, line, digest, proposed } = block;
        return write({ ...about(type, block), ...rest, language, line, digest, proposedDigest: proposed?.digest });
      }
    }
  };
}
