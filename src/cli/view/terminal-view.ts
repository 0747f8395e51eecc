// Events in, what people read out: on stderr, but for the output of blocks, which is stdout's (stderr's under --json).
import type { RunEvent } from '../../events.ts';
import type { Summary } from '../../summary.ts';
import { outputFilter } from '../../text/output-filter.ts';
import { visibleLine } from '../../text/visible.ts';
import type { BlockResult, CodeBlock, Judged } from '../../types.ts';
import type { Session } from '../assemble.ts';
import type { Chosen } from '../choose-agent.ts';
import { agentView } from './agent-view.ts';
import { codeLines } from './code-lines.ts';
import { codeWarnings } from './code-warnings.ts';
import { describeTask } from './describe-task.ts';
import { duration } from './duration.ts';
import { gutter } from './gutter.ts';
import { hasColour, paint } from './paint.ts';
import { type Pace, progress } from './progress.ts';
import type { StatusLine } from './status-line.ts';
import { type Deed, summaryLines } from './summary-lines.ts';
import { hang } from './wrap.ts';
import { writeTo } from './write-to.ts';

export interface TerminalViewOptions {
  readonly session: Session;
  readonly chosen: Chosen;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly status: StatusLine;
  readonly pace?: Pace | undefined;
}

export function terminalView(options: TerminalViewOptions): (event: RunEvent) => Promise<void> {
  const { session, chosen, quiet, json, status, pace } = options;
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
    for (const notice of [...session.task.notices, ...session.settings.notices]) say(paint.warn('! '), paint.warn(notice));
  }

  async function proposed({ proposal, reading, verdict }: Judged): Promise<void> {
    if (quiet && verdict.decision !== 'ask') return;
    const { block, tool } = proposal;
    const [reason] = verdict.reasons;
    const where = `${visibleLine(chosen.place(block, turn))} · ${block.digest.slice(0, 12)}`;
    const asks = reason && `asks: ${visibleLine(reason.because)} (${visibleLine(reason.policy)}, ${visibleLine(reason.rule)})`;
    say(
      [
        '',
        hung(`${paint.strong(`${label(block)} ${visibleLine(tool)}`)}  `, paint.dim(where)),
        ...(await codeLines(block.code, tool, people.columns ?? 100, hasColour)),
        ...codeWarnings(block.code, hasColour).map((says) => hung(`  ${paint.warn('!')} `, says)),
        ...[...new Set(reading.effects.map(({ says }) => says))].map((says) => hung(`  ${paint.warn('•')} `, visibleLine(says))),
        ...(verdict.decision === 'ask' && asks ? [hung('  ', paint.dim(asks))] : []),
      ].join('\n'),
    );
  }

  function decided(event: RunEvent & { type: 'block-decided' }): void {
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
    if (result.leftover) say(`${paint.warn('!')} ${label(block)} left processes running in the background; they were ended.`);
    did(block, howItEnded(result));
    if (ok && quiet) return;
    say(
      `${ok ? paint.good('✓') : paint.bad('✗')} ${label(block)} `,
      `${howItEnded(result)} ${paint.dim(`· ${duration(result.durationMs)}`)}`,
    );
    if (ok || toldWithheld || withheld.length === 0) return;
    toldWithheld = true;
    say('  ', paint.dim(`It did not see ${withheld.map(visibleLine).join(', ')}; --env NAME lets a block see one.`));
  }

  function did(block: CodeBlock, what: string): void {
    deeds.push({ turn, block: `${label(block)} ${visibleLine(block.language)}`, what });
  }

  function summarise(summary: Summary): void {
    agent.done();
    if (askedInVain) say(`\n${UNATTENDED}`);
    if (quiet && summary.exitCode === 0) return;
    say('');
    for (const [lead, text] of summaryLines(summary, deeds)) say(lead, text);
  }

  function draw(event: RunEvent): void | Promise<void> {
    switch (event.type) {
      case 'run-started':
        return header();
      case 'agent-text':
      case 'agent-notice':
      case 'agent-retry':
        return quiet && event.type === 'agent-text' ? undefined : agent.said(event);
      case 'turn-started':
        agent.done();
        turn = event.turn;
        blocks = event.blocks;
        return;
      case 'block-proposed':
        return proposed(event.judged);
      case 'block-decided':
        return decided(event);
      case 'block-started':
        filter = outputFilter();
        margin = newMargin();
        return;
      case 'block-output':
        return writeTo(output, margin.push(filter.push(event.chunk)));
      case 'block-finished':
        return finished(event.block, event.result);
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

const UNATTENDED = `Nobody could be asked, because there is no terminal.
To run unattended: --policy deny-dangerous denies what is dangerous and runs the rest; --always bash,python approves tools.`;

function howItEnded(result: BlockResult): string {
  if (result.error !== undefined) return `exit ${result.exitCode}: ${visibleLine(result.error)}`;
  if (result.timedOut) return `ended at its time limit, exit ${result.exitCode}`;
  if (result.interrupted) return 'interrupted';
  return result.signal === null ? `exit ${result.exitCode}` : `ended by ${result.signal}`;
}
