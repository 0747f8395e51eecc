// Settings in; what they are, who set them, and why a run asks or does not, as lines for people, out.
import type { Settings } from '../../config/load-settings.ts';
import { builtInPolicies } from '../../policy/built-in.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { paintStdout as paint } from '../../view/paint.ts';
import { type SettingRow, settingRows } from '../setting-rows.ts';

interface Cells {
  readonly key: string;
  readonly text: string;
  readonly from: string;
}

/** A longer text is cut; a longer list is not, and stands out of its column. */
const LONGEST = 40;
const SECONDS = ['timeout', 'blockTimeout', 'modelTimeout'];

const TRUST = {
  trusted: 'trusted: it counts as your own does',
  changed: 'changed since you trusted it, so it can only tighten',
  untrusted: 'not trusted, so it can only tighten',
} as const;

export function settingLines(settings: Settings, folder: string): readonly string[] {
  const cells = settingRows(settings).flatMap((row) => cellsOf(row, settings));
  const keys = Math.max(...cells.map(({ key }) => key.length));
  const texts = Math.max(...cells.map(({ text }) => text.length).filter((length) => length <= LONGEST));
  return [
    paint.strong(shortPath(folder)),
    ...policyLines(settings),
    '',
    ...cells.map(({ key, text, from }) => {
      const line = `${key.padEnd(keys)}  ${text.padEnd(texts)}  ${from.split(' + ').map(shortPath).join(' + ')}`;
      return from === 'default' ? paint.dim(line) : line;
    }),
    '',
    ...fileLines(settings),
    ...settings.notices.map((notice) => paint.warn(`! ${notice}`)),
  ];
}

/** What the policies in force do: why it asks, or does not. */
function policyLines({ policies }: Settings): readonly string[] {
  const builtIn = builtInPolicies();
  const lines = policies.map(({ ref }) => {
    const says = Object.hasOwn(builtIn, ref) ? builtIn[ref]?.description : 'approve-run policy show prints it.';
    return `policy ${visibleLine(ref)}: ${says}`;
  });
  return lines.length === 1 ? lines : [...lines, 'The strictest verdict counts.'];
}

/** One line a key; several where several have a say. */
function cellsOf(row: SettingRow, { policies, limits }: Settings): readonly Cells[] {
  const { key, from } = row;
  if (key === 'policy')
    return (row.value as string[]).map((value, index) => ({
      key: index === 0 ? key : '',
      text: shortPath(value),
      from: policies[index]?.from ?? from,
    }));
  const cells = { key, text: shown(row), from };
  if (key !== 'tools' || !from.includes(' + ')) return [cells];
  return [cells, ...limits.map(({ who, tools }) => ({ key: '', text: `only ${tools.join(', ')}`, from: who }))];
}

function shown({ key, value, from }: SettingRow): string {
  if (key === 'tools' && from === 'default') return 'every built-in one';
  if (key.startsWith('tools.')) return value === false ? 'off' : cut((value as { command: string[] }).command.join(' '));
  if (key === 'timeout' && value === 0) return '0, waits without end';
  if (SECONDS.includes(key)) return `${value} s`;
  if (key === 'journal') return cut(shortPath(String(value ?? 'none')));
  if (Array.isArray(value)) return visibleLine(value.join(', ')) || 'none';
  return value === null ? 'none' : cut(String(value));
}

function cut(text: string): string {
  const line = visibleLine(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function fileLines({ files }: Settings): readonly string[] {
  if (files.length === 0) return [paint.dim('No config file was read; approve-run init writes one.')];
  return files.map(({ path, trust }) => {
    const state = trust === undefined ? 'your own' : TRUST[trust];
    return `read ${shortPath(path)}, ${trust === undefined || trust === 'trusted' ? state : paint.warn(state)}`;
  });
}
