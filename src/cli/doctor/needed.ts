// The sections of a report in; what of that which no run can do without is broken, out. Then the doctor's exit code is 1.
import type { Section } from './finding.ts';

/** By the titles of sections, the names of findings. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'This system': ['Node.js', 'private folder', 'mkfifo', 'journal'],
  Configuration: ['your own file', 'project file', 'environment', 'settings', 'policy'],
  Interpreters: ['interpreters'],
  Terminal: ['questions'],
  'Keys, for --model only': ['model'],
  Sandbox: ['--sandbox'],
};

export function brokenNeeds(sections: readonly Section[]): readonly string[] {
  return sections.flatMap(({ title, findings }) =>
    findings.filter(({ mark, name }) => mark === 'broken' && NEEDED[title]?.includes(name)).map(({ name }) => name),
  );
}
