// Commands that change nothing, one word each, and command lines that only look.
import { posix } from 'node:path';
import { hole, show, text, textOf, type Value } from '../value.ts';
import { meansApproveRun } from './approve-run.ts';
import { CLOUD_HARMLESS } from './cloud.ts';
import { GIT_HARMLESS } from './git.ts';
import type { Call, Specs } from './spec.ts';

export const HARMLESS: Specs = {
  'true false : sleep cal seq expr factor bc yes tput stty clear reset id whoami groups logname users who w uptime uname arch nproc lscpu lsblk lsusb lspci lsmod lsof free df vmstat iostat top htop ps pgrep pidof pstree ss netstat getent locale tty hostname man info help apropos whatis tldr cloc tokei scc shellcheck shfmt hadolint actionlint yamllint jsonlint pv getconf sw_vers ulimit uuidgen getopt cowsay figlet lolcat inotifywait fswatch nvidia-smi nm objdump readelf size identify ffprobe':
    { does: word },
  date: { values: 'd date f file r reference I', does: word },
  pwd: { does: ({ scene }) => (scene.shell.cwd === undefined ? hole('$(pwd)') : text(`${scene.shell.cwd}\n`)) },
  basename: {
    values: 's suffix',
    does: ({ operands }) =>
      textOf(operands[0] ?? []) === undefined
        ? hole('$(basename)', {}, 'word')
        : text(posix.basename(show(operands[0] ?? []), operands[1] && show(operands[1]))),
  },
  dirname: { does: ({ operands }) => folder(operands[0] ?? []) },
  printenv: { does: (call) => (call.operands.length === 0 ? hole('$(printenv)', { secret: 'the environment' }) : word(call)) },
  'ip ifconfig route dmesg journalctl last lastlog timedatectl hostnamectl loginctl': { executes: true },
};

function isOwnProcess(arg: Value): boolean {
  return arg.some((part) => part.type === 'hole' && (part.nature === 'own-process' || /^\$\$$|^\$BASHPID$/.test(part.text)));
}

/** What they print is one word or a number at most: no path. */
function word({ name, args }: Call): Value {
  // What started the block is no process of its own.
  if (name === 'ps' && args.some((arg) => /\bppid\b/.test(show(arg)))) return hole('$(ps ppid)', {}, 'word');
  // The parent, the group or the children of a process of one's own are one's own.
  if (/^(?:ps|pgrep|pidof)$/.test(name) && args.some(isOwnProcess)) return hole(`$(${name})`, {}, 'own-process');
  const whose = args.some((arg) => meansApproveRun(show(arg))) ? ' approve-run' : '';
  return hole(`$(${name}${whose})`, {}, 'word');
}

/** Above the folder that a script thinks it lies in. */
const ABOVE_SCRIPT = /\/\(script\)(?:\/\.\.)*$/;

function folder(path: Value): Value {
  const literal = textOf(path);
  if (literal !== undefined) return text(ABOVE_SCRIPT.test(literal) ? `${literal}/..` : posix.dirname(literal));
  const last = path.at(-1);
  return last?.type === 'text' && /^\/[^/]+$/.test(last.text) ? path.slice(0, -1) : hole('$(dirname)');
}

export const HARMLESS_LINES: readonly string[] = [
  `git ${GIT_HARMLESS.split(' ').join('|')}`,
  ...CLOUD_HARMLESS,
  'docker ps|images|logs|inspect|version|info|stats|top|port|diff|history|events',
  'docker compose ps|logs|config|version|ls|images|top',
  'docker volume|network|image|container|context ls|list|inspect',
  'npm ls|list|view|info|outdated|root|prefix|bin|help|search|why|explain|query',
  'pnpm ls|list|why|outdated|root|bin',
  'yarn list|why|info|--version',
  'pip list|show|freeze|check|help|debug',
  'pip3 list|show|freeze|check|help|debug',
  'cargo metadata|tree|search|version|locate-project',
  'go version|list|doc|vet',
  'go env !-w|-u',
  'gh pr|issue|run|repo|release|workflow list|view|status|diff|checks|ls',
  'systemctl status|is-active|is-enabled|is-failed|list-units|list-unit-files|list-timers|show|cat',
  'service * status',
  'brew list|info|search|outdated|--prefix|deps|config|doctor',
  'apt list|show|search|policy',
  'dpkg -l|-L|-s|-S|--list|--get-selections',
  'rpm -q|-qa|-qi|-ql',
  'conda list|info',
  'conda env list|export',
  'ip addr|a|link|route|r|-br|neigh',
  'crontab -l',
  'timedatectl status',
  'last',
  'lastlog',
  'dmesg',
  'journalctl',
  'hostnamectl',
  'ifconfig',
  'route',
];
