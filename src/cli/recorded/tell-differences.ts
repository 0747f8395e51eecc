// A run as it was recorded, and the session that it is opened as now, in; what decides about it and is another by now, a line each, out.
import { statSync } from 'node:fs';
import manifest from '../../../package.json' with { type: 'json' };
import { KEYS } from '../../config/keys.ts';
import type { Flags } from '../../config/load-settings.ts';
import { digestOf } from '../../digest.ts';
import { TaskError } from '../../errors.ts';
import type { Fields } from '../../journal/chain.ts';
import type { RecordedRun, RecordedStart } from '../../journal/recorded-run.ts';
import { readTask } from '../../task/read-task.ts';
import type { Redact } from '../../text/redact.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { policiesAsRecorded, settingsAsRecorded } from '../as-recorded.ts';
import type { Session } from '../assemble.ts';
import { redactHere } from '../redact-here.ts';

/** A longer value is cut. */
const LONGEST = 60;
/** What stands before the first character that differs. */
const LEAD = 20;

/** @param given What was typed now: whoever says it need not be told of it. */
export async function tellDifferences({ start }: RecordedRun, session: Session, given: Flags): Promise<readonly string[]> {
  const redact = redactHere();
  const typed = (Object.keys(given) as (keyof Flags)[]).map((key): string => KEYS[key].name);
  const lines = [
    ...(start.approveRun === manifest.version ? [] : [`approve-run: was ${start.approveRun}, is ${manifest.version}`]),
    ...(await ofTask(start)),
    ...ofSettings(start.settings, settingsAsRecorded(session.settings), typed, redact),
    ...(await ofPolicies(start, session, typed.includes(KEYS.policy.name))),
    ...(start.sandbox === session.sandboxMode || typed.includes(KEYS.sandbox.name)
      ? []
      : [`sandbox: was ${start.sandbox}, is ${session.sandboxMode}`]),
  ];
  return lines.map(visibleLine);
}

/** What runs is the text from then. */
async function ofTask({ task }: RecordedStart): Promise<readonly string[]> {
  if (task.path === undefined) return [];
  const fromThen = 'what runs is its text from then';
  try {
    // A pipe, such as the shell's `<(…)`, would be waited for, and a terminal would be read from.
    if (!statSync(task.path, { throwIfNoEntry: false })?.isFile()) throw new TaskError('no file');
    return digestOf(await readTask(task.path)) === task.digest ? [] : [`${shortPath(task.path)} has changed: ${fromThen}`];
  } catch (error) {
    if (error instanceof TaskError) return [`${shortPath(task.path)} is gone, or cannot be read: ${fromThen}`];
    throw error;
  }
}

/** Redacted before they are cut: of half a secret nobody sees that it is one. */
function ofSettings(before: Fields, now: Fields, typed: readonly string[], { value }: Redact): readonly string[] {
  // The folder of the journal is where it was found.
  const passed = [...typed, KEYS.journal.name];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => !passed.includes(key));
  return keys
    .filter((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(now[key] ?? null))
    .map((key) => {
      const [was, is] = [textOf(value(before[key])), textOf(value(now[key]))];
      const from = firstDifference(was, is);
      return `${key}: was ${cut(was, from)}, is ${cut(is, from)}`;
    });
}

/** Which policies decide is one of the settings; here it is about what stands in their files. */
async function ofPolicies(start: RecordedStart, { settings }: Session, typed: boolean): Promise<readonly string[]> {
  const before = new Map(start.policies.flatMap(({ files }) => files.map(({ path, digest }) => [path, digest])));
  const now = (await policiesAsRecorded(settings)).filter(({ from }) => !(typed && from === KEYS.policy.flag));
  const changed = now
    .flatMap(({ files }) => files)
    .filter(({ path, digest }) => before.has(path) && before.get(path) !== digest)
    .map(({ path }) => path);
  return [...new Set(changed)].map((path) => `policy ${shortPath(path)} has changed`);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(String).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** What is another is in what is left of it. */
function cut(text: string, differs: number): string {
  const from = differs < LONGEST - LEAD ? 0 : differs - LEAD;
  const part = text.slice(from, from + LONGEST - 1);
  return `${from > 0 ? '…' : ''}${part}${from + part.length < text.length ? '…' : ''}`;
}
