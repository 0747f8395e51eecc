// What the doctor found in; the same for people, and for programs, out.
import { visibleLine } from '../../text/visible.ts';
import { paintStdout as paint } from '../../view/paint.ts';
import type { Finding, Mark, Section } from './finding.ts';
import { brokenNeeds } from './needed.ts';

/** In the order of the last line. */
const MARKS: Readonly<Record<Mark, { readonly sign: string; readonly counted: string }>> = {
  works: { sign: paint.good('✓'), counted: 'fine' },
  note: { sign: paint.warn('!'), counted: 'to know' },
  broken: { sign: paint.bad('✗'), counted: 'broken' },
  absent: { sign: paint.dim('–'), counted: 'not there, which is fine' },
};

export function asText(sections: readonly Section[]): string {
  const findings = sections.flatMap((section) => section.findings);
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = sections.flatMap(({ title, findings: rows }) => [
    paint.strong(title),
    ...rows.flatMap((finding) => linesOf(finding, width)),
    '',
  ]);
  const needed = brokenNeeds(sections);
  const verdict = needed.length === 0 ? paint.good('Ready to run.') : paint.bad(`Not ready: mend ${needed.join(', ')}.`);
  const counts = Object.entries(countsOf(findings)).map(([mark, count]) => `${count} ${MARKS[mark as Mark].counted}`);
  return `${[...lines, `${verdict} ${paint.dim(counts.join(' · '))}`].join('\n')}\n`;
}

export function asJson(sections: readonly Section[]): object {
  const findings = sections.flatMap((section) => section.findings);
  return { version: 1, ready: brokenNeeds(sections).length === 0, counts: countsOf(findings), sections };
}

function linesOf({ mark, name, says, todo }: Finding, width: number): string[] {
  const label = mark === 'absent' ? paint.dim(name.padEnd(width)) : name.padEnd(width);
  const text = oneLine(says);
  return [
    `  ${MARKS[mark].sign} ${label}  ${mark === 'absent' ? paint.dim(text) : text}`,
    ...(todo === undefined ? [] : [`    ${' '.repeat(width)}  → ${oneLine(todo)}`]),
  ];
}

/** Messages of errors may have two lines. */
function oneLine(text: string): string {
  return visibleLine(text.replaceAll('\n', ' '));
}

function countsOf(findings: readonly Finding[]): Record<Mark, number> {
  const count = (mark: Mark) => findings.filter((finding) => finding.mark === mark).length;
  return { works: count('works'), note: count('note'), broken: count('broken'), absent: count('absent') };
}
