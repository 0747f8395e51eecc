// A request in; what `?` shows out: what the block would do, who asks, and what each answer does.
import { visibleLine } from '../../text/visible.ts';
import { hang } from '../../text/wrap.ts';
import type { ApprovalRequest } from '../../types.ts';
import { offeredWidths } from './offered-widths.ts';

const WHERE: Readonly<Record<ApprovalRequest['sandbox'], string>> = {
  none: ', with all of your rights',
  on: ', in a sandbox without network',
  net: ', in a sandbox with network',
};

const ANSWER_WIDTH = 17;

export interface ExplainOptions {
  /** What approves in place of yes, where a rule wants that. */
  readonly code?: string | undefined;
  readonly columns: number;
  /** An `always` may outlive the run. */
  readonly canStore: boolean;
}

export function explainQuestion(request: ApprovalRequest, { code, columns, canStore }: ExplainOptions): readonly string[] {
  const { effects, reasons, canRemember, tool, cwd, sandbox } = request;
  const seen = effects.map((effect) => `line ${effect.line}: ${[...effect.via, effect.says].join(' → ')}`);
  const lines = [
    ...reasons.map(({ policy, rule, because }) => `Asked by ${policy} (${rule}): ${because}`),
    `It would run in ${cwd}${WHERE[sandbox]}.`,
  ];
  const answers: readonly (readonly [words: string, does: string])[] = [
    [code ?? 'yes, y, 1', 'run this block'],
    ...(canRemember ? [['always', `run it, and every later ${tool} block of this run that no rule asks about`] as const] : []),
    ...(canStore ? offeredWidths(request) : []),
    ['edit, e', 'change it in your editor; the result is asked about anew'],
    ['deny, d, n, no, 0', 'do not run it; words after it are the reason'],
    ['quit, q', 'do not run it, and end the run'],
  ];
  return [
    seen.length === 0 ? 'Nothing that it would change was found.' : 'What it would do, as far as it can be read:',
    ...seen.map((line) => hang('  ', visibleLine(line), columns)),
    ...lines.map((line) => hang('', visibleLine(line), columns)),
    ...answers.map(([words, does]) => hang(leading(words), visibleLine(does), columns)),
  ];
}

/** A long answer pushes what it does to the right, in its own row only. */
function leading(words: string): string {
  return visibleLine(`${words.padEnd(ANSWER_WIDTH)}  `);
}
