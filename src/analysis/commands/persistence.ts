// Commands that make something run later, by itself.
import { textOf } from '../value.ts';
import type { Call, Pattern, Specs } from './spec.ts';

export const PERSISTENCE: Specs = {
  crontab: { values: 'u', does: crontab },
  'at batch': { values: 'f q', does: at },
  osascript: { values: 'e l', executes: true, does: desktop },
};

export const PERSISTENCE_LINES: readonly Pattern[] = [
  ['systemd-run', 'persistence', 'starts a service'],
  ['launchctl load|bootstrap|enable|submit|kickstart|start', 'persistence', 'makes a service start by itself'],
  ['launchctl unload|bootout|disable|remove|kill|stop', 'process', 'stops a service'],
  ['update-rc.d', 'persistence', 'makes a service start by itself'],
  ['chkconfig', 'persistence', 'makes a service start by itself'],
  ['rc-update add|del', 'persistence', 'makes a service start by itself'],
  ['schtasks', 'persistence', 'makes a task start by itself'],
  ['defaults write', 'persistence', 'changes settings of the desktop'],
  ['dconf write|load|reset', 'persistence', 'changes settings of the desktop'],
  ['gsettings set', 'persistence', 'changes settings of the desktop'],
  ['xdg-mime default', 'persistence', 'changes settings of the desktop'],
  ['update-alternatives', 'privilege', 'changes which programs run'],
  ['ldconfig', 'privilege', 'changes which libraries load'],
  ['direnv allow', 'persistence', 'trusts a file that runs by itself'],
];

function crontab({ operands, options, report }: Call): undefined {
  if (options.has('r')) report('persistence', 'deletes all timed jobs');
  else if (options.has('e') || operands.length > 0 || !options.has('l')) report('persistence', 'changes the timed jobs');
  return undefined;
}

function at({ options, stdin, code, report }: Call): undefined {
  if (options.has('l list')) return undefined;
  report('persistence', 'runs something later');
  if (stdin.length > 0) code('bash', stdin, 'at');
  return undefined;
}

/** A note on the screen, or a sound, is all that some of them are. */
function desktop({ options, report }: Call): undefined {
  const lines = options.all('e').map(textOf);
  const shows = (line: string | undefined) =>
    line !== undefined &&
    /^\s*(?:display (?:notification|dialog|alert)|say|beep)\b/.test(line) &&
    !/do shell|tell app/i.test(line);
  if (lines.length === 0 || !lines.every(shows)) report('opaque', 'cannot tell: runs a script of the desktop');
  return undefined;
}
