// Findings in; lines for a terminal out, in columns that stand still although rows are printed as they come.
import { availableParallelism } from 'node:os';
import { digits, type Figure, type Finding, figures, isMet } from './finding.ts';

const COLUMNS = { what: 37, measured: 9, peak: 6, ratio: 7, goals: 14 };

export function legend(): string {
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, Node ${process.versions.node}, ${process.platform}, ${availableParallelism()} cores

measured  time from start to end, the median of all rounds; the commands of a row take turns
peak      memory of the largest process of a command, the median too; 9 MB stands for 9 or less
ratio     time of approve-run / time of this command, the median over the rounds; below 1, approve-run is faster
goal      what we hold ourselves to, and whether it is met: ok or OVER
notes     the fastest and the slowest round, or what else there is to know

${line(['', 'measured', 'peak', 'ratio'], 'goal', 'notes')}`;
}

export function row(name: string, findings: readonly Finding[]): string {
  const lines = findings.map((finding) => {
    const { what, measured, peak, ratio, note = '' } = finding;
    const goals = figures(finding).flatMap(verdict).join(', ');
    return line([`  ${what}`, amount(measured), amount(peak), amount(ratio)], goals, note);
  });
  return ['', name, ...lines].join('\n');
}

/** The last lines: how many goals there were, and which were not met. */
export function summary(found: ReadonlyMap<string, readonly Finding[]>): string {
  const all = [...found].flatMap(([name, findings]) =>
    findings.flatMap((finding) => figures(finding).map((one) => ({ title: `${name}: ${finding.what}`, one }))),
  );
  const goals = all.filter(({ one }) => one.goal !== undefined);
  const over = goals.filter(({ one }) => !isMet(one)).map(({ title, one }) => `  ${title}: ${amount(one)}, not ${goalOf(one)}`);
  const count = `\n${goals.length - over.length} of ${goals.length} goals met${over.length === 0 ? '' : '; not these:'}`;
  return goals.length === 0 ? '' : [count, ...over].join('\n');
}

function line([what = '', measured = '', peak = '', ratio = '']: readonly string[], goals: string, note: string): string {
  const cells = [
    what.padEnd(COLUMNS.what),
    measured.padStart(COLUMNS.measured),
    peak.padStart(COLUMNS.peak),
    ratio.padStart(COLUMNS.ratio),
    goals.padEnd(COLUMNS.goals),
    note,
  ];
  return cells.join('  ').trimEnd();
}

function amount(figure: Figure | undefined): string {
  return figure === undefined ? '' : `${digits(figure)} ${figure.unit}`;
}

function verdict(figure: Figure): string[] {
  return figure.goal === undefined ? [] : [`${goalOf(figure)} ${isMet(figure) ? 'ok' : 'OVER'}`];
}

function goalOf({ unit, goal }: Figure): string {
  return goal === undefined ? '' : `${goal.at === 'most' ? '<=' : '>='} ${goal.limit} ${unit}`;
}
