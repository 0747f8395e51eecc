// `approve-run trust`: shows the project's config file and the policies it names; a typed yes at a terminal lets them loosen.
import { askYesOrNo } from '../approval/prompt/ask-yes-or-no.ts';
import { openTerminal } from '../approval/prompt/open-terminal.ts';
import { createPager } from '../approval/prompt/pager.ts';
import { addTrust, describeForTrust, findProjectFile, type TrustDescription } from '../config/trust.ts';
import { EXIT, UsageError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { hang } from '../text/wrap.ts';
import { codeLines } from '../view/code-lines.ts';
import { codeWarnings } from '../view/code-warnings.ts';
import { hasColour, paint } from '../view/paint.ts';
import { homeFolder, workingFolder } from './folders.ts';
import { listenForInterrupts } from './interrupts.ts';

const QUESTION = 'Let this file loosen what approve-run asks?';
const EXPLANATION = ['yes trusts exactly this content, until it changes; everything else leaves it able to tighten only.'];

export async function trustCommand({ cwd }: { readonly cwd?: string }): Promise<number> {
  const owner = { home: homeFolder(), env: process.env };
  const file = await findProjectFile(workingFolder(cwd), owner.home);
  if (file === undefined)
    throw new UsageError('there is no .approvalrc and no "approve-run" in a package.json here, so there is nothing to trust.');
  const interrupts = listenForInterrupts();
  const terminal = openTerminal('stdin', interrupts.interrupt);
  if (terminal === undefined)
    throw new UsageError('trust is given only at a terminal, by a person who reads the file first. Nothing was trusted.');
  const description = await describeForTrust(file);
  const pager = createPager(terminal.output);
  pager.show(await rowsOf(description, terminal.output.columns));
  try {
    const question = { question: QUESTION, explanation: EXPLANATION, pager, paint };
    const asked = await askYesOrNo(terminal, question, interrupts.signal);
    if (asked === 'interrupted') return EXIT.interrupted;
    if (asked === 'no') {
      process.stderr.write('Not trusted. It can still tighten.\n');
      return EXIT.denied;
    }
  } finally {
    terminal.keyboard.close();
  }
  await addTrust(description, owner);
  process.stderr.write(
    `${paint.good('✓')} Trusted ${visibleLine(file)} as it is now. A change to it, or to a policy it names, ends that.\n`,
  );
  return EXIT.ok;
}

async function rowsOf({ file, text, policies, digest }: TrustDescription, columns: number): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const part of [{ file, text }, ...policies]) {
    rows.push(
      hang('', paint.strong(visibleLine(part.file)), columns),
      ...(await codeLines(part.text.trimEnd(), 'text', columns, hasColour)),
      ...codeWarnings(part.text, hasColour).map((says) => hang(`  ${paint.warn('!')} `, says, columns)),
      '',
    );
  }
  rows.push(paint.dim(`sha256 ${digest}`), '');
  return rows.flatMap((row) => row.split('\n'));
}
