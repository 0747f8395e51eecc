// What no run can do without, by the names of findings: where one of these is broken, the doctor's exit code is 1.
import type { Finding } from './finding.ts';

const NEEDED: ReadonlySet<string> = new Set([
  'node',
  'private folder',
  'mkfifo',
  'interpreters',
  'your own file',
  'project file',
  'environment',
  'settings',
  'policy',
  'model',
]);

export function isNeeded({ mark, name }: Finding): boolean {
  return mark === 'broken' && NEEDED.has(name);
}
