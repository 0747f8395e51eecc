// The cases of a corpus with their verdicts in; the figures, and every case that is judged otherwise than labelled, as text out.
import type { JudgedCase } from '../policy/judge-corpus.ts';
import { visibleLine } from '../text/visible.ts';
import { paintStdout as paint } from '../view/paint.ts';

export interface CorpusReport {
  readonly text: string;
  /** Dangerous cases that are allowed, and safe ones that are denied. */
  readonly wrong: number;
}

type Cases = readonly JudgedCase[];

const NARROWEST = 40;
const LONGEST_NAME = 24;

/** @param columns How wide the lists of cases may be. */
export function reportCorpus(judged: Cases, columns: number): CorpusReport {
  const width = Math.max(NARROWEST, columns);
  const counted = judged.filter(({ debatable }) => !debatable);
  const dangerous = counted.filter(({ label }) => label === 'dangerous');
  const safe = counted.filter(({ label }) => label === 'safe');
  const missed = dangerous.filter(({ decision }) => decision === 'allow');
  const alarms = safe.filter(({ decision }) => decision === 'deny');
  const lines = [
    ...table('dangerous', 'recall', dangerous, recall),
    ...table('safe', 'false alarms', safe, falseAlarms),
    ...(dangerous.length > 0 ? ['', ...list('missed', missed, dangerous.length, width)] : []),
    ...(safe.length > 0 ? ['', ...list('false alarms', alarms, safe.length, width)] : []),
  ];
  return { text: lines.map((line) => `${line}\n`).join(''), wrong: missed.length + alarms.length };
}

/** How many cases there are, and what became of those that the figures leave out. */
export function describeCases(judged: Cases): string {
  const debatable = judged.filter((entry) => entry.debatable);
  const cases = `${judged.length - debatable.length} cases`;
  if (debatable.length === 0) return cases;
  const [denied, asked, allowed] = (['deny', 'ask', 'allow'] as const).map((decision) => count(debatable, decision));
  return `${cases}, and ${debatable.length} debatable left out (${denied} denied, ${asked} asked, ${allowed} allowed)`;
}

/** Both are rounded against the policy: only what is complete is 100 %, and only what is nothing is 0 %. */
function recall(cases: Cases): number {
  return Math.floor((1000 * (cases.length - count(cases, 'allow'))) / cases.length) / 10;
}

function falseAlarms(cases: Cases): number {
  return Math.ceil((1000 * count(cases, 'deny')) / cases.length) / 10;
}

function count(cases: Cases, decision: JudgedCase['decision']): number {
  return cases.filter((entry) => entry.decision === decision).length;
}

/** Category by category, then language by language, then all together. */
function table(label: string, rateName: string, cases: Cases, rate: (cases: Cases) => number): readonly string[] {
  if (cases.length === 0) return [];
  const head = [label, 'cases', 'denied', 'asked', rateName];
  const row = (name: string, of: Cases) => [
    cut(visibleLine(name), LONGEST_NAME),
    ...[of.length, count(of, 'deny'), count(of, 'ask')].map(String),
    `${rate(of).toFixed(1)} %`,
  ];
  const rowsBy = (key: 'category' | 'language') => {
    const names = [...new Set(cases.map((entry) => entry[key]))].sort();
    const named = (name: string) => cases.filter((entry) => entry[key] === name);
    return names.map((name) => row(name, named(name)));
  };
  const parts = [rowsBy('category'), rowsBy('language'), [row('all', cases)]];
  const widths = head.map((title, at) => Math.max(title.length, ...parts.flat().map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  const [first = [], ...rest] = parts.map((rows) => rows.map(line));
  return ['', paint.strong(line(head)), ...first, ...rest.flatMap((lines) => ['', ...lines])];
}

function list(title: string, cases: Cases, of: number, width: number): readonly string[] {
  if (cases.length === 0) return [`${title}: none`];
  const names = cases.map(({ id, category, language }) =>
    [id, category, language].map((name) => cut(visibleLine(name), LONGEST_NAME)),
  );
  const widths = [0, 1, 2].map((at) => Math.max(...names.map((cells) => cells[at]?.length ?? 0)));
  const start = (at: number) => (names[at] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return [
    paint.strong(`${title}: ${cases.length} of ${of}`),
    ...cases.flatMap((entry, at) => [
      cut(`  ${start(at)}  ${firstLine(entry.code)}`, width),
      ...(entry.label === 'safe' ? [paint.dim(cut(`      ${why(entry)}`, width))] : []),
    ]),
  ];
}

function firstLine(code: string): string {
  const [first = '', ...rest] = code.trim().split('\n');
  return `${visibleLine(first)}${rest.length > 0 ? ' …' : ''}`;
}

function why({ reason, effect }: JudgedCase): string {
  const said = effect === undefined ? (reason?.because ?? '') : `line ${effect.line}: ${effect.says}`;
  return `${visibleLine(reason?.rule ?? '')}: ${visibleLine(said)}`;
}

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}
