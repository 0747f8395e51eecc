// Events in, one JSON object a line on stdout out (docs/json.md).
import { StringDecoder } from 'node:string_decoder';
import type { RunEvent } from '../../events.ts';
import type { Session } from '../assemble.ts';
import { writeTo } from './write-to.ts';

const VERSION = 1;

export function jsonView({ task, policies, cwd }: Session): (event: RunEvent) => void | Promise<void> {
  let decoder = new StringDecoder('utf8');
  const write = (fields: object) =>
    writeTo(process.stdout, `${JSON.stringify({ version: VERSION, time: new Date().toISOString(), ...fields })}\n`);

  return (event) => {
    switch (event.type) {
      case 'run-started':
        return write({
          type: event.type,
          agent: event.agent,
          task: task.source,
          title: task.title,
          policies: policies.map(({ name }) => name),
          cwd,
          blocks: task.blocks.length,
        });
      case 'turn-started':
        return write({ type: event.type, turn: event.turn, blocks: event.blocks });
      case 'block-proposed': {
        const { proposal, reading, verdict } = event.judged;
        const { code, ...block } = proposal.block;
        return write({
          type: event.type,
          ...block,
          tool: proposal.tool,
          code,
          argv: proposal.argv,
          decision: verdict.decision,
          reasons: verdict.reasons,
          effects: reading.effects,
        });
      }
      case 'block-output':
        return write({ type: event.type, index: event.block.index, text: decoder.write(event.chunk) });
      case 'block-finished':
        decoder = new StringDecoder('utf8');
        return write({ type: event.type, index: event.block.index, ...event.result });
      case 'run-finished':
        return write({ type: event.type, ...event.summary });
      default: {
        const { block, ...rest } = event;
        return write({ ...rest, index: block.index, language: block.language, line: block.line, digest: block.digest });
      }
    }
  };
}
