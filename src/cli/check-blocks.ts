// Blocks in; on stdout the verdict, the rule and the effects of each out. Runs nothing, asks nobody.
import { EXIT } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { findTool } from '../tool/find-tool.ts';
import type { CodeBlock, Decision, Judged } from '../types.ts';
import type { Session } from './assemble.ts';
import { describeTask } from './view/describe-task.ts';
import { paintStdout as paint } from './view/paint.ts';

interface CheckOptions {
  readonly json: boolean;
  /** Who proposes them, for the first line. */
  readonly proposes: string;
}

interface Skipped {
  readonly block: CodeBlock;
  readonly reason: string;
}

/** @param session Opened with `happens: false`. @returns The exit code: 3 when one would be denied. */
export async function checkBlocks(
  session: Session,
  blocks: readonly CodeBlock[],
  { json, proposes }: CheckOptions,
): Promise<number> {
  const gate = session.gate(undefined);
  const judged: Judged[] = [];
  const skipped: Skipped[] = [];
  for (const block of blocks) {
    const preparation = session.prepare(block);
    if (preparation.status === 'no-tool') skipped.push({ block, reason: preparation.reason });
    else judged.push(await gate.judge(preparation.status === 'ready' ? preparation.proposal : wouldBe(block, session)));
  }
  const printed = json ? `${JSON.stringify(asJson(judged, skipped))}\n` : asText(judged, skipped, session, proposes);
  process.stdout.write(printed);
  return judged.some(({ verdict }) => verdict.decision === 'deny') ? EXIT.denied : EXIT.ok;
}

/** A block can be judged where its interpreter is missing. */
function wouldBe(block: CodeBlock, { settings, cwd }: Session): Judged['proposal'] {
  const tool = findTool(block.language, settings.tools);
  if (tool?.commands[0] === undefined) throw new TypeError(`no tool for ${block.language}`);
  return { block, tool: tool.name, argv: tool.commands[0].argv, cwd, sandbox: 'none' };
}

function asJson(judged: readonly Judged[], skipped: readonly Skipped[]): object {
  return {
    version: 1,
    blocks: judged.map(({ proposal: { block, tool }, reading, verdict }) => ({
      index: block.index,
      language: block.language,
      tool,
      line: block.line,
      digest: block.digest,
      decision: verdict.decision,
      ...(verdict.confirm ? { confirm: verdict.confirm } : {}),
      reasons: verdict.reasons.map(({ policy, rule, because }) => ({ policy, rule, because })),
      effects: reading.effects,
    })),
    skipped: skipped.map(({ block, reason }) => ({ index: block.index, language: block.language, line: block.line, reason })),
  };
}

function asText(judged: readonly Judged[], skipped: readonly Skipped[], session: Session, proposes: string): string {
  const colour: Record<Decision, (text: string) => string> = { allow: paint.good, ask: paint.warn, deny: paint.bad };
  const entries = [
    ...judged.map(({ proposal: { block, tool }, reading, verdict }) => ({
      block,
      lines: [
        row(block, tool, colour[verdict.decision](verdict.decision.padEnd(6)), verdict.reasons[0]),
        ...(verdict.confirm ? ['        • wants a typed code instead of yes'] : []),
        ...[...new Set(reading.effects.map(({ says, line }) => `line ${line}: ${says}`))].map(
          (says) => `        • ${visibleLine(says)}`,
        ),
      ],
    })),
    ...skipped.map(({ block, reason }) => ({ block, lines: [row(block, '–', paint.dim('skip  '), undefined, reason)] })),
  ].sort((a, b) => a.block.index - b.block.index);
  const { name, rest } = describeTask(session, proposes);
  const notices = [...session.task.notices, ...session.settings.notices].map((notice) => paint.warn(`! ${notice}`));
  return `${[`${paint.strong(name)}  ${paint.dim(rest)}`, ...notices, ...entries.flatMap(({ lines }) => lines)].join('\n')}\n`;

  function row(
    block: CodeBlock,
    tool: string,
    decision: string,
    reason?: Judged['verdict']['reasons'][number],
    why?: string,
  ): string {
    const said = reason === undefined ? (why ?? '') : `${reason.because} ${paint.dim(`(${reason.policy}, ${reason.rule})`)}`;
    return `  ${String(block.index).padStart(2)}  ${decision} ${visibleLine(tool).padEnd(10)} ${paint.dim(`line ${block.line}`.padEnd(9))} ${said}`;
  }
}
