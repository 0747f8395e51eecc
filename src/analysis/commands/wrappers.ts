// Commands that run another command. One line where their words simply follow; `wraps` counts the operands before them.
import { parseOptions } from '../shell/options.ts';
import { childShell } from '../shell/run-code.ts';
import { tellDanger } from '../shell/tell-danger.ts';
import { assign } from '../shell/variables.ts';
import { EMPTY, hole, isTainted, join, joinWords, show, taintOf, text, textOf, type Value } from '../value.ts';
import { FOR_EACH } from './for-each.ts';
import { hostOf } from './host-of.ts';
import { located } from './located.ts';
import type { Call, Pattern, Specs } from './spec.ts';

export const WRAPPERS: Specs = {
  'nohup setsid builtin catchsegv linux32 linux64 fakeroot proxychains proxychains4 torsocks unbuffer dbus-run-session chronic ifne rlwrap caffeinate ts-run winpty firejail proot torify tsocks eatmydata':
    { wraps: 0 },
  command: {
    does: (call) => {
      // What follows the name belongs to the command: `command rm -rfv`.
      const { rest, has } = parseOptions(call.args, '', true);
      return has('v V') ? located(rest) : call.run(rest);
    },
  },
  exec: { values: 'a', does: (call) => call.run(parseOptions(call.args, 'a', true).rest) },
  nice: { values: 'n adjustment', wraps: 0 },
  ionice: { values: 'c n p P u class classdata', wraps: 0 },
  stdbuf: { values: 'i o e input output error', wraps: 0 },
  time: { does: (call) => logged(call, 'f o format output') },
  timeout: { values: 's k signal kill-after', wraps: 1 },
  gtimeout: { values: 's k signal kill-after', wraps: 1 },
  chrt: { values: 'p T P D', wraps: 1 },
  taskset: { wraps: 1 },
  numactl: { values: 'N m C i membind cpunodebind physcpubind interleave', wraps: 0 },
  prlimit: { wraps: 0 },
  'dumb-init tini catatonit dbus-launch with-contenv sem chpst runcon': { values: 's j l t u r', wraps: 0 },
  'setarch faketime s6-setuidgid softlimit': { wraps: 1 },
  cpulimit: { values: 'l limit p pid e exe', wraps: 0 },
  sshpass: { values: 'p f d P', wraps: 0 },
  busybox: { wraps: 0 },
  toybox: { wraps: 0 },
  'strace ltrace': { does: (call) => logged(call, 'e o p s u E a b I O P S X output') },
  nsenter: { values: 't S G target', always: ['privilege', 'enters another process'], wraps: 0 },
  'unshare systemd-inhibit': { values: 't S G target what who why mode', wraps: 0 },
  chroot: { values: 'userspec groups', always: ['privilege', 'changes the root folder'], wraps: 1 },
  'cross-env': { does: env },
  env: { values: 'u unset C chdir S split-string', does: env },
  ...FOR_EACH,
  watch: {
    values: 'n interval',
    does: (call) => call.code('bash', joinWords(parseOptions(call.args, 'n interval', true).rest), 'watch'),
  },
  'entr nodemon': {
    values: 'e w x i',
    does: (call) => (call.operands.length > 0 ? call.run(parseOptions(call.args, 'e w x i', true).rest) : undefined),
  },
  'start-stop-daemon': {
    values: 'x exec a startas p pidfile u user c chuid n name d chdir s signal R retry N nicelevel',
    does: (call) => {
      const [program] = call.options.all('a startas x exec');
      return program === undefined || call.options.has('K stop') ? undefined : call.run([program, ...call.operands]);
    },
  },
  flock: { values: 'w timeout E c command', does: flock },
  script: { values: 'c command T B I O', does: script },
  'concurrently npm-run-all run-p run-s': {
    values: 'n c names prefix',
    does: (call) => join(call.operands.map((one) => call.code('bash', one, call.name))),
  },
  ssh: { values: 'b c D E e F I i J L l m O o p Q R S W w', does: ssh },
  'tmux screen': { values: 's n c t L S f x y', does: terminal },
};

export const WRAPPER_LINES: readonly Pattern[] = [
  ['tmux kill-server', 'process', 'ends all sessions of tmux'],
  ['screen -X|-c', 'execute', 'sends orders to a session'],
  // What it shows may hold `#(command)`, and its files are orders.
  ['tmux', 'execute', 'sends orders to a session'],
];

/** What it tells of the command goes to a file, where its own options, and not the command's, say so. */
function logged(call: Call, values: string): Value | undefined {
  const { rest, all } = parseOptions(call.args, values, true);
  for (const file of all('o output')) call.touch('overwrite', file);
  return rest.length === 0 ? undefined : call.run(rest);
}

function codes(call: Call, names: string): Value {
  return join(call.options.all(names).map((code) => call.code('bash', code, `${call.name} -c`)));
}

function env(call: Call): Value | undefined {
  const { args, scene, line } = call;
  const options = parseOptions(args, 'u unset C chdir S split-string', true);
  const child = childShell(scene);
  const child2 = { ...child, literal: false };
  const split = options.all('S split-string').map((value) => value);
  let rest = options.rest;
  while (rest.length > 0) {
    const [name, ...value] = show(rest[0] ?? []).split('=');
    if (value.length === 0) break;
    const content = text(value.join('='));
    assign(name ?? '', [content], child2);
    tellDanger(name ?? '', content, scene, line);
    rest = rest.slice(1);
  }
  if (split.length > 0) return call.code('bash', joinWords([...split, ...rest]), 'env -S');
  const into = options.all('C chdir')[0];
  if (into !== undefined) child2.shell.cwd = textOf(into)?.startsWith('/') ? textOf(into) : undefined;
  // Alone, it shows every variable, and with them every key that is in one.
  if (rest.length === 0) return call.name === 'env' ? hole('$(env)', { secret: 'the environment' }) : undefined;
  return call.run(rest, rest.length < args.length ? child2 : scene);
}

/** A recording of a shell, of code, or (`script -q file command …`) of a command. */
function script(call: Call): Value | undefined {
  call.touch('overwrite', parseOptions(call.args, 'c command T B I O t E m o', true).rest[0] ?? text('typescript'));
  if (call.options.has('c command')) return codes(call, 'c command');
  const words = parseOptions(call.args, 'T B I O t', true).rest.slice(1);
  return words.length === 0 ? undefined : call.run(words);
}

/** A terminal of its own runs the words as one line; keys that are sent to one are typed there. */
function terminal(call: Call): Value | undefined {
  const values = call.name === 'tmux' ? 'c e f F L S n s t x y' : 'c e h p s S t T';
  const options = parseOptions(call.args, values, true);
  const [command] = call.name === 'tmux' ? options.all('c') : [];
  if (command !== undefined) return call.code('bash', command, 'tmux -c');
  const orders = call.name === 'tmux' || options.has('X');
  const words = orders ? parseOptions(options.rest.slice(1), values, true).rest : options.rest;
  const typed = words.filter((word) => !/^(?:Enter|C-[mj])$/.test(show(word)));
  return typed.length === 0 ? undefined : call.code('bash', joinWords(typed), call.name);
}

function flock(call: Call): Value {
  if (call.options.has('c command')) return codes(call, 'c command');
  const { rest } = parseOptions(call.args, 'w timeout E', true);
  return rest.length < 2 ? EMPTY : call.run(rest.slice(1));
}

function ssh(call: Call): Value {
  const { args, options, stdin, report, code } = call;
  const { rest } = parseOptions(args, 'b c D E e F I i J L l m O o p Q R S W w', true);
  const host = hostOf(`${show(rest[0] ?? [])}:`);
  report('network', `logs in to ${host.host ?? 'a host'}`, host);
  for (const setting of options.all('o')) {
    const found = /^\s*(?:ProxyCommand|LocalCommand|KnownHostsCommand)[\s=]+(.*)$/is.exec(show(setting))?.[1];
    if (found !== undefined) code('bash', text(found), 'ssh -o');
  }
  if (options.has('R')) report('network', 'opens a way back to this machine', host);
  const remote = rest.slice(1);
  if (isTainted(taintOf(stdin)) && taintOf(stdin).secret !== undefined)
    report('upload', `sends ${taintOf(stdin).secret} to ${host.host ?? 'a host'}`, host);
  else if (stdin.some((part) => part.type === 'hole') && remote.length > 0)
    report('upload', `sends data to ${host.host ?? 'a host'}`, host);
  if (remote.length > 0) return code('bash', joinWords(remote), `ssh ${host.host ?? ''}`.trim());
  return stdin.length > 0 ? code('bash', stdin, `ssh ${host.host ?? ''}`.trim()) : hole('$(ssh)');
}
