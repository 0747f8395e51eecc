// Events in, what people read out: on stderr, but for the output of blocks, which is stdout's (stderr's under --json).
import type { Pager } from '../../approval/prompt/pager.ts';
import type { RunEvent } from '../../events.ts';
import type { Summary } from '../../summary.ts';
import { leftRunning } from '../../text/left-running.ts';
import { outputFilter } from '../../text/output-filter.ts';
import { projectPath } from '../../text/project-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { hang } from '../../text/wrap.ts';
import type { BlockResult, CodeBlock, Judged } from '../../types.ts';
import { blockRows } from '../../view/block-rows.ts';
import { paint } from '../../view/paint.ts';
import type { Session } from '../assemble.ts';
import type { Chosen } from '../choose-agent.ts';
import type { KeptJournal } from '../keep-journal.ts';
import type { Resumed } from '../recorded/resumed-lines.ts';
import { agentView } from './agent-view.ts';
import { describeTask } from './describe-task.ts';
import { duration } from './duration.ts';
import { gutter } from './gutter.ts';
import { howItEnded } from './how-it-ended.ts';
import { type Pace, progress } from './progress.ts';
import { receiptRows } from './receipt-rows.ts';
import type { StatusLine } from './status-line.ts';
import { type Deed, summaryLines } from './summary-lines.ts';
import { unaskedWords } from './unasked-words.ts';
import { writeTo } from './write-to.ts';

export interface TerminalViewOptions {
  readonly session: Session;
  readonly chosen: Chosen;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly status: StatusLine;
  readonly journal: KeptJournal;
  /** Where somebody can be asked: shows a tall block page by page. */
  readonly pager?: Pager | undefined;
  readonly pace?: Pace | undefined;
  /** What the header says of an earlier run, where one is gone on with. */
  readonly resumed?: Resumed | undefined;
  /** Aborted when the run is to end: readers are waited for no more. */
  readonly end?: AbortSignal;
}

export function terminalView(options: TerminalViewOptions): (event: RunEvent) => Promise<void> {
  const { session, chosen, quiet, json, status, journal, pager, pace, end, resumed } = options;
  const people = process.stderr;
  const output = json ? process.stderr : process.stdout;
  const newMargin = () => gutter(() => (output.isTTY ? output.columns : undefined), paint.dim('│ '));
  const hung = (lead: string, text: string) => hang(lead, text, people.columns);
  /** What somebody else wrote is the `text`: it never begins a row. */
  const say = (lead: string, text = '') => {
    status.hide();
    people.write(`${hung(lead, text)}\n`);
  };
  const label = (block: CodeBlock) => `${block.index}/${blocks}`;
  const agent = agentView(people);
  const deeds: Deed[] = [];
  let turn = 0;
  let blocks = 0;
  let filter = outputFilter();
  let margin = newMargin();
  let askedInVain = false;
  let toldWithheld = false;
  const waits = progress({ status, label, midLine: () => margin.midLine(), say: hint, canStop: people.isTTY, ...pace });

  function hint(line: string): void {
    output.write(margin.end(''));
    say(`${paint.warn('!')} `, line);
  }

  function header(): void {
    const { name, rest } = describeTask(session, chosen.proposes);
    if (!quiet) say('', `${paint.strong(name)}  ${paint.dim(rest)}`);
    if (resumed !== undefined && !quiet) say('', paint.dim(resumed.head));
    for (const notice of resumed?.notices ?? []) say(paint.warn('! '), notice);
    for (const notice of [...session.task.notices, ...session.settings.notices]) say(paint.warn('! '), paint.warn(notice));
  }

  async function show(judged: Judged): Promise<void> {
    const { block } = judged.proposal;
    const asks = judged.verdict.decision === 'ask' || block.proposed !== undefined;
    if (quiet && !asks) return;
    const place = chosen.place(block, turn);
    const rows = await blockRows(judged, { label: label(block), place, columns: people.columns });
    status.hide();
    if (asks && pager) pager.show(rows);
    else people.write(`${rows.join('\n')}\n`);
  }

  function changed({ block, files }: RunEvent & { type: 'block-changed' }): void {
    const names = files.map((file) => projectPath(file, session.cwd)).join(', ');
    say(`${paint.warn('!')} ${label(block)} not started: `, `${names} changed since the approval. This is it now:`);
  }

  function decided(event: RunEvent & { type: 'block-decided' }): void {
    // Nobody was asked, so nobody pages.
    if (event.by !== 'approver') while (pager?.unread()) pager.more();
    askedInVain ||= event.by === 'nobody';
    const reason = visibleLine(event.reason);
    if (event.outcome !== 'approved') did(event.block, `${event.outcome}: ${reason}`);
    if (event.outcome !== 'approved') say(`${paint.bad('✗')} ${label(event.block)} not run: `, reason);
    else if (!quiet && event.by !== 'approver') say(`${paint.good('✓')} `, paint.dim(`approved: ${reason}`));
  }

  function finished(block: CodeBlock, result: BlockResult): void {
    output.write(margin.end(filter.end()));
    const ok = result.exitCode === 0;
    const { withheld } = session.environment;
    for (const left of leftRunning(result.leftover)) say(`${paint.warn('!')} ${label(block)} `, left);
    did(block, howItEnded(result));
    if (!ok || !quiet || result.sandboxHint !== undefined) tellEnd(block, result);
    tellFiles(block, result);
    if (ok || toldWithheld || withheld.length === 0) return;
    toldWithheld = true;
    say('  ', paint.dim(`It did not see ${withheld.map(visibleLine).join(', ')}; --env NAME lets a block see one.`));
  }

  function tellEnd(block: CodeBlock, result: BlockResult): void {
    const ok = result.exitCode === 0;
    say(
      `${ok ? paint.good('✓') : paint.bad('✗')} ${label(block)} `,
      `${howItEnded(result)} ${paint.dim(`· ${duration(result.durationMs)}`)}`,
    );
    if (result.sandboxHint !== undefined) say('  ', paint.dim(result.sandboxHint));
  }

  function tellFiles(block: CodeBlock, { receipt }: BlockResult): void {
    for (const { mark, text } of receipt === undefined ? [] : receiptRows(receipt)) {
      if (mark === '!') say(`${paint.warn('!')} ${label(block)} `, text);
      else if (!quiet) say(paint.dim(`  ${mark} `), paint.dim(text));
    }
  }

  function did(block: CodeBlock, what: string): void {
    deeds.push({ turn, block: `${label(block)} ${visibleLine(block.language)}`, what });
  }

  function summarise(summary: Summary): void {
    agent.done();
    if (askedInVain) for (const words of ['', ...unaskedWords(chosen, resumed)]) say('', words);
    if (quiet && summary.exitCode === 0 && summary.leftover.length === 0) return;
    say('');
    for (const left of leftRunning(summary.leftover)) say(`${paint.warn('!')} `, `The run ${left}`);
    const parts = { deeds, journal: journal.note(), goOn: journal.goOn?.(), resumed: resumed !== undefined };
    for (const [lead, text] of summaryLines(summary, parts)) say(lead, text);
  }

  function draw(event: RunEvent): void | Promise<void> {
    switch (event.type) {
      case 'run-started':
      case 'run-resumed':
        return header();
      case 'agent-text':
      case 'agent-notice':
      case 'agent-retry':
        return quiet && event.type === 'agent-text' ? undefined : agent.said(event);
      case 'turn-started':
      case 'turn-resumed':
        agent.done();
        turn = event.turn;
        blocks = event.blocks;
        return;
      case 'block-proposed':
      case 'block-edited':
        return show(event.judged);
      case 'block-changed':
        return changed(event);
      case 'block-decided':
        return decided(event);
      case 'block-started':
        filter = outputFilter();
        margin = newMargin();
        return;
      case 'block-output':
        return writeTo(output, margin.push(filter.push(event.chunk)), end);
      case 'block-finished':
        return finished(event.block, event.result);
      case 'block-compared':
      case 'run-compared':
        return import('./say-comparison.ts').then(({ sayComparison }) => sayComparison(event, quiet, say));
      case 'block-skipped':
        if (!quiet)
          say(
            paint.dim('– '),
            paint.dim(`${label(event.block)} skipped: ${visibleLine(event.reason)} (line ${event.block.line})`),
          );
        return;
      case 'run-finished':
        return summarise(event.summary);
    }
  }

  return async (event) => {
    waits.before();
    await draw(event);
    waits.after(event);
  };
}
