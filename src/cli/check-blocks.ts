// Blocks in; on stdout the verdict, the rule and the effects of each out. Runs nothing, asks nobody.
import { EXIT } from '../errors.ts';
import { jsonLine } from '../text/json-line.ts';
import { visibleLine } from '../text/visible.ts';
import { hang } from '../text/wrap.ts';
import { findTool } from '../tool/find-tool.ts';
import type { CodeBlock, Decision, Judged } from '../types.ts';
import { codeWarnings } from '../view/code-warnings.ts';
import { hasColourStdout, paintStdout as paint } from '../view/paint.ts';
import type { Session } from './assemble.ts';
import { describeTask } from './view/describe-task.ts';

interface CheckOptions {
  readonly json: boolean;
  /** Who proposes them, for the first line. */
  readonly proposes: string;
}

/** What would become of a block. */
type Checked = { readonly block: CodeBlock; readonly judged: Judged } | { readonly block: CodeBlock; readonly skipped: string };

/** @param session Opened with `happens: false`. @returns The exit code: 3 when one would be denied. */
export async function checkBlocks(
  session: Session,
  blocks: readonly CodeBlock[],
  { json, proposes }: CheckOptions,
): Promise<number> {
  const gate = session.gate(undefined);
  const checked: Checked[] = [];
  for (const block of blocks) {
    const preparation = session.prepare(block);
    if (preparation.status === 'no-tool') checked.push({ block, skipped: preparation.reason });
    else {
      const proposal = preparation.status === 'ready' ? preparation.proposal : wouldBe(block, session);
      checked.push({ block, judged: await gate.judge(proposal) });
    }
  }
  process.stdout.write(json ? jsonLine(asJson(checked)) : asText(checked, session, proposes));
  return checked.some((one) => 'judged' in one && one.judged.verdict.decision === 'deny') ? EXIT.denied : EXIT.ok;
}

/** A block can be judged where its interpreter is missing. */
function wouldBe(block: CodeBlock, { settings, cwd, sandboxMode: sandbox }: Session): Judged['proposal'] {
  const tool = findTool(block.language, settings.tools);
  if (tool?.commands[0] === undefined) throw new TypeError(`no tool for ${block.language}`);
  return { block, tool: tool.name, argv: tool.commands[0].argv, cwd, sandbox };
}

function asJson(checked: readonly Checked[]): object {
  return {
    version: 1,
    blocks: checked.flatMap((one) => ('judged' in one ? judgedJson(one.judged) : [])),
    skipped: checked.flatMap(({ block: { index, language, line }, ...one }) =>
      'skipped' in one ? { index, language, line, reason: one.skipped } : [],
    ),
  };
}

function judgedJson({ proposal: { block, tool }, reading, verdict }: Judged): object {
  return {
    index: block.index,
    language: block.language,
    tool,
    line: block.line,
    digest: block.digest,
    decision: verdict.decision,
    ...(verdict.confirm ? { confirm: verdict.confirm } : {}),
    reasons: verdict.reasons.map(({ policy, rule, because }) => ({ policy, rule, because })),
    effects: reading.effects,
  };
}

const COLOURS: Readonly<Record<Decision, (text: string) => string>> = { allow: paint.good, ask: paint.warn, deny: paint.bad };

function asText(checked: readonly Checked[], session: Session, proposes: string): string {
  const { columns } = process.stdout;
  const { name, rest } = describeTask(session, proposes);
  const notices = [...session.task.notices, ...session.settings.notices];
  const lines = [
    hang('', `${paint.strong(name)}  ${paint.dim(rest)}`, columns),
    ...notices.map((notice) => hang(paint.warn('! '), paint.warn(notice), columns)),
    ...checked.flatMap((one) => linesOf(one).map(([lead, text]) => hang(lead, text, columns))),
  ];
  return `${lines.join('\n')}\n`;
}

/** Each as what it begins with, and what somebody else wrote. */
function linesOf(one: Checked): (readonly [lead: string, text: string])[] {
  if ('skipped' in one) return [[row(one.block, '–', paint.dim('skip  ')), one.skipped]];
  const { proposal, reading, verdict } = one.judged;
  const [reason] = verdict.reasons;
  const rule = reason && paint.dim(`(${visibleLine(reason.policy)}, ${visibleLine(reason.rule)})`);
  const effects = new Set(reading.effects.map(({ says, line }) => `line ${line}: ${visibleLine(says)}`));
  return [
    [
      row(one.block, visibleLine(proposal.tool), COLOURS[verdict.decision](verdict.decision.padEnd(6))),
      reason === undefined ? '' : `${visibleLine(reason.because)} ${rule}`,
    ],
    ...[...(verdict.confirm ? ['wants a typed code instead of yes'] : []), ...effects].map(
      (says) => ['        • ', says] as const,
    ),
    ...codeWarnings(proposal.block.code, hasColourStdout).map((says) => [`        ${paint.warn('!')} `, says] as const),
  ];
}

function row({ index, line }: CodeBlock, tool: string, decision: string): string {
  return `  ${String(index).padStart(2)}  ${decision} ${tool.padEnd(10)} ${paint.dim(`line ${line}`.padEnd(9))} `;
}
