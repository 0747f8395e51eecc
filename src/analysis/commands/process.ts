// Commands that end processes or the machine.
import { pathOf } from '../path-of.ts';
import { show, textOf, type Value } from '../value.ts';
import { meansApproveRun } from './approve-run.ts';
import type { Call, Pattern, Specs } from './spec.ts';

export const PROCESS: Specs = {
  kill: { does: kill },
  'pkill killall killall5 skill xkill fuser': { values: 'u euid U uid g G t s signal P parent p signal n o', does: killByName },
  'shutdown reboot halt poweroff init telinit systemctl service sysctl pm2 supervisorctl': {
    values: 't type s state p property n lines o output H host M machine root job-mode',
  },
};

export const PROCESS_LINES: readonly Pattern[] = [
  ['shutdown !-c', 'process', 'shuts the machine down'],
  ['reboot', 'process', 'restarts the machine'],
  ['halt', 'process', 'halts the machine'],
  ['poweroff', 'process', 'turns the machine off'],
  ['init 0|1|6|s|S', 'process', 'shuts the machine down'],
  ['telinit 0|1|6|s|S', 'process', 'shuts the machine down'],
  ['systemctl reboot|poweroff|halt|suspend|hibernate|kexec|rescue|emergency|isolate', 'process', 'shuts the machine down'],
  ['systemctl stop|restart|kill|reload|try-restart|set-property|daemon-reexec', 'process', 'stops or restarts the service {1}'],
  ['systemctl disable|mask', 'process', 'keeps the service {1} from starting'],
  [
    'systemctl enable|reenable|link|edit|set-default|add-wants|preset|unmask|import-environment|set-environment',
    'persistence',
    'makes the service {1} start by itself',
  ],
  ['systemctl start|daemon-reload', 'process', 'starts the service {1}'],
  ['service * stop|restart|reload|start|force-reload', 'process', 'stops or starts the service'],
  ['service --stop-all', 'process', 'stops all services'],
  ['sysctl -w|--write', 'privilege', 'changes the kernel: {*}'],
  ['sysctl -p|--load|--system', 'privilege', 'changes the kernel'],
  ['pm2 kill', 'process', 'ends all processes of pm2'],
  ['pm2 startup|save', 'persistence', 'makes processes start by themselves'],
  ['modprobe', 'privilege', 'loads a kernel module'],
  ['insmod', 'privilege', 'loads a kernel module'],
  ['rmmod', 'privilege', 'unloads a kernel module'],
  ['iptables !-L|--list|-S|--list-rules', 'privilege', 'changes the firewall'],
  ['ip6tables !-L|--list|-S|--list-rules', 'privilege', 'changes the firewall'],
  ['nft flush|add|delete|insert|replace|destroy|reset|create', 'privilege', 'changes the firewall'],
  ['nft -f|--file', 'privilege', 'changes the firewall'],
  ['ufw disable|reset|allow|deny|delete|enable|default|limit|reject|insert', 'privilege', 'changes the firewall'],
  ['firewall-cmd --add-*|--remove-*|--reload|--panic-on', 'privilege', 'changes the firewall'],
  ['pfctl', 'privilege', 'changes the firewall'],
  ['route add|del|delete|flush|change', 'privilege', 'changes the network of the machine'],
  ['ifconfig * down|up', 'privilege', 'changes the network of the machine'],
  ['ip link|route|addr|rule|netns set|add|del|delete|flush|replace|change', 'privilege', 'changes the network of the machine'],
  ['setenforce', 'privilege', 'changes the protection of the machine'],
  ['aa-teardown', 'privilege', 'changes the protection of the machine'],
  ['auditctl', 'privilege', 'changes the auditing of the machine'],
  ['date -s|--set', 'privilege', 'changes the clock'],
  ['nmcli networking|radio|connection|con|device|dev off|down|delete|modify', 'privilege', 'changes the network of the machine'],
  ['timedatectl set-*', 'privilege', 'changes the clock'],
  ['hwclock', 'privilege', 'changes the clock'],
  ['hostnamectl set-*|hostname', 'privilege', 'changes the name of the machine'],
  ['journalctl --vacuum-*|--vacuum-time|--vacuum-size|--rotate|--flush', 'process', 'deletes logs of the machine'],
  ['dmesg -C|--clear|-c', 'process', 'clears the log of the kernel'],
];

function kill({ args, report, scene }: Call): undefined {
  const words = args.map(show);
  if (words.some((word) => /^-[lL]$|^--list$/.test(word))) return undefined;
  const from =
    words[0] === '--' ? 1 : /^-(?:s|n|-signal)$/.test(words[0] ?? '') ? 2 : /^-/.test(words[0] ?? '') && words.length > 1 ? 1 : 0;
  const asksOnly = words[0] === '-0' || /^-[sn] 0$/.test(words.slice(0, 2).join(' '));
  if (asksOnly) return undefined;
  for (const target of args.slice(from).filter((word) => show(word) !== '--')) {
    const shown = show(target);
    // Nought is the block's own group.
    if (isOwn(target) || shown === '0' || shown.startsWith('%')) continue;
    const file = /^\$\(<(.+)\)$/.exec(shown)?.[1];
    if (
      file !== undefined &&
      ['inside', 'temporary', 'own-temporary'].includes(pathOf([{ type: 'text', text: file }], scene).where)
    )
      continue;
    if (shown === '-1' || shown === '1') report('process', 'ends all processes');
    else report('process', `ends the process ${shown}`);
    if (meansApproveRun(shown)) report('self-tamper', 'ends approve-run itself');
  }
  return undefined;
}

/** Started by this block: `$!`, a variable that holds it, the group of it, a job. */
function isOwn(target: Value): boolean {
  const holes = target.filter((part) => part.type === 'hole');
  const own =
    holes.length > 0 && holes.every((part) => part.nature === 'own-process' || part.text === '$$' || part.text === '$BASHPID');
  return own && target.every((part) => part.type === 'hole' || /^[-\s]*$/.test(part.text));
}

/** A whole command line, or one of this folder, names one program; a bare name, or a user, may be anybody's. */
function killByName({ name, args, operands, options, report }: Call): undefined {
  if (options.has('0 l list') || (name === 'fuser' && !options.has('k kill'))) return undefined;
  const parents = options.all('P parent');
  if (name === 'pkill' && parents.length > 0 && parents.every((value) => isOwn(value) || show(value) === '$$')) return undefined;
  if (operands.some((word) => meansApproveRun(show(word)))) report('self-tamper', 'ends approve-run itself');
  const pattern = operands.map(textOf).find((word) => word !== undefined);
  const exact =
    name === 'pkill' &&
    options.has('f full') &&
    pattern !== undefined &&
    pattern.length >= 6 &&
    /[ /._-]/.test(pattern) &&
    !/^[.*^$ /-]*$/.test(pattern);
  if (!exact) report('process', `ends processes by name: ${args.map(show).join(' ')}`);
  return undefined;
}
