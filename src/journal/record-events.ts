// The events of a run in, lines of its journal out (docs/journal.md): all but pieces of texts that are said again as a whole.
import type { Emit, RunEvent } from '../events.ts';
import type { CodeBlock, Judged } from '../types.ts';
import type { Journal } from './open-journal.ts';
import type { KeptOutput, OutputFiles } from './output-files.ts';

/** @param start What the first line says beside the event: the run, as it was asked for. */
export function recordEvents(journal: Journal, outputs: OutputFiles, start: object): Emit {
  let turn = 0;
  let fault: unknown;

  /** A block is whole where it is proposed; elsewhere the digest says which one. */
  const about = ({ type, block, ...rest }: RunEvent & { readonly block: CodeBlock }) => {
    const { code, proposed, ...place } = block;
    return { type, turn, block: { ...place, ...(proposed ? { proposedDigest: proposed.digest } : {}) }, ...rest };
  };

  function finished(event: RunEvent & { type: 'block-finished' }) {
    let kept: KeptOutput | undefined;
    try {
      kept = outputs.end();
    } catch (error) {
      fault = error;
    }
    journal.write({ ...about(event), ...(kept === undefined ? {} : { kept }) });
    journal.sync();
  }

  return (event) => {
    switch (event.type) {
      case 'agent-text':
        return;
      case 'block-output':
        return outputs.push(event.chunk);
      case 'run-started':
      case 'run-resumed':
        journal.write({ ...event, run: journal.run, ...start });
        return journal.sync();
      case 'turn-started':
      case 'turn-resumed':
        turn = event.turn;
        return journal.write(event);
      case 'block-proposed':
      case 'block-edited':
        return journal.write({ type: event.type, turn, ...judgedFields(event.judged) });
      case 'block-started':
        if (fault !== undefined) journal.fail(fault);
        journal.write(about(event));
        // The decision, too: it must be on the disk before the process is there.
        return journal.sync();
      case 'block-finished':
        return finished(event);
      case 'run-finished':
        if (fault !== undefined) journal.fail(fault);
        journal.write(event);
        return journal.sync();
      case 'block-skipped':
      case 'block-decided':
      case 'block-changed':
      case 'block-compared':
        return journal.write(about(event));
      default:
        return journal.write(event);
    }
  };
}

/** Everything that an approval binds, and what it was judged by. */
function judgedFields({ proposal, reading, verdict, changed }: Judged) {
  const { effects, commands, executes, skipped } = reading;
  return { changed, proposal, reading: { effects, commands, executes, skipped }, verdict };
}
