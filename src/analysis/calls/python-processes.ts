// Processes in Python: what starts other programs, and what ends them.

import { meansApproveRun } from '../commands/approve-run.ts';
import { pathOf } from '../path-of.ts';
import type { ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { eitherThing, listThing, literalOf, madeThing, type Thing, textThing, toText, waysOf } from '../program/thing.ts';
import { tellDanger } from '../shell/tell-danger.ts';
import { hole, show, splitFields, text, textOf } from '../value.ts';
import { NUMBERS, program, shell, spread, WORD } from './make.ts';
import { isOwnProcess } from './own-process.ts';

export const PYTHON_PROCESSES: Apis = {
  'os.system os.popen subprocess.getoutput subprocess.getstatusoutput commands.getoutput asyncio.create_subprocess_shell trio.open_process anyio.open_process pexpect.run pexpect.spawn pexpect.spawnu pexpect.popen_spawn.PopenSpawn delegator.run sarge.run sarge.capture_stdout sarge.capture_both envoy.run easyprocess.EasyProcess asyncio.subprocess.create_subprocess_shell anyio.run_process trio.run_process ptyprocess.PtyProcess.spawn ptyprocess.PtyProcessUnicode.spawn':
    shell('0 cmd command'),
  '*.system *.popen *.getoutput': {
    does: (call) => (call.args[0]?.type === 'text' ? textThing(call.shell(call.args[0])) : undefined),
  },
  'subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen psutil.Popen': {
    does: (call) => {
      tellTied(call);
      return program('0 args').does?.(call);
    },
  },
  '*.subprocess_shell': shell('1 cmd'),
  '*.subprocess_exec': spread(1),
  'asyncio.create_subprocess_exec asyncio.subprocess.create_subprocess_exec sh.Command': {
    does: (call) => {
      tellTied(call);
      return spread(0).does?.(call);
    },
  },
  'os.execv os.execve os.execvp os.execvpe os.posix_spawn os.posix_spawnp': { does: (call) => started(call, 1) },
  'os.spawnv os.spawnve os.spawnvp os.spawnvpe': { does: (call) => started(call, 2) },
  'os.execl os.execlp os.execle os.execlpe': { does: (call) => words(call, call.args.slice(1)) },
  'os.spawnl os.spawnlp os.spawnle': { does: (call) => words(call, call.args.slice(2)) },
  'pty.spawn': { does: spawned },
  'os.startfile': { tell: ['execute', 'opens {0}'] },
  'shlex.split': { does: splitWords },
  'shlex.quote pipes.quote': { does: ({ args }) => args[0] },
  'shlex.join subprocess.list2cmdline': { does: joinWords },
  'shutil.which': { does: ({ args }) => args[0] ?? textThing('') },
  'subprocess.Popen().communicate subprocess.Popen().stdin.write': { does: fed },
  '*.run *.local *.run_command *.exec_command *.run_shell *.shell *.cmd': { does: commandLike },
  '__ipython__.system get_ipython().system get_ipython().getoutput __ipython__.sx': shell('0'),
  '__ipython__.cell': {
    does: (call) =>
      textThing(
        call.scene.machine.runCode(
          literalOf(call.args[0]) ?? 'bash',
          toText(call.args[1] ?? textThing('')),
          call.scene,
          call.line,
        ),
      ),
  },
  'get_ipython().run_cell_magic': { does: cellMagic },
  'get_ipython().run_line_magic get_ipython().magic': { tell: ['opaque', 'cannot tell: runs a notebook command'] },
  '__ipython__.writefile': {
    does: (call) => {
      call.touch('overwrite', call.args[0] ?? textThing(''), { content: toText(call.args[1] ?? textThing('')) });
      return undefined;
    },
  },
  '__ipython__.run runpy.run_path': { does: (call) => words(call, [textThing('python3'), call.args[0] ?? textThing('')]) },
  'runpy.run_module': { does: (call) => words(call, [textThing('python3'), textThing('-m'), call.args[0] ?? textThing('')]) },
  'fabric.Connection().run fabric.Connection().sudo invoke.run fabric.api.run fabric.api.local invoke.Context().run':
    shell('0 command'),
  'fabric.api.sudo': { tell: ['privilege', 'runs with the rights of another user'] },
  'paramiko.SSHClient().exec_command': {
    tell: ['network', 'runs a command on another machine'],
    does: (call) => textThing(call.shell(call.arg('0 command') ?? textThing(''))),
  },
  'os.kill os.killpg': { does: killed },
  'os.fork os.forkpty pty.fork': { does: forked },
  'os.abort os._exit sys.exit exit quit': NUMBERS,
  'os.getpid os.getpgrp os.getpgid os.getsid': {
    does: ({ name, args: [who] }) => textThing(hole(name, {}, who === undefined || isOwnProcess(who) ? 'own-process' : 'word')),
  },
  'os.getppid os.getuid os.getgid os.geteuid os.getegid os.getlogin': WORD,
  'os.putenv': {
    does: (call) => {
      tellDanger(literalOf(call.args[0]) ?? '', toText(call.args[1] ?? textThing('')), call.scene, call.line);
      return undefined;
    },
  },
};

const SHELL = /(?:^|\/)(?:ba|z|da|k|c|tc|fi)?sh(?: -i)?$|(?:cmd|powershell)(?:\.exe)?$/;

function words(call: ApiCall, items: readonly Thing[]): Thing {
  return madeThing(`${call.name}()`, { content: call.command(listThing(items.filter((item) => item.type !== 'object'))) });
}

/** `execvp(file, [name, …])`: the file counts, the first word is only a name. */
function started(call: ApiCall, at: number): Thing {
  const file = call.args[at - 1] ?? textThing(hole('(program)'));
  const given = call.args[at];
  const { items, open } = given === undefined ? { items: [], open: true } : elementsOf(given);
  return madeThing(`${call.name}()`, { content: call.command(listThing([file, ...items.slice(1)], open)) });
}

function spawned(call: ApiCall): Thing {
  const what = call.args[0] ?? textThing('sh');
  const name = show(toText(what.type === 'list' ? (what.items[0] ?? what) : what));
  // A shell on a terminal of its own is what a connection is tied to.
  if (SHELL.test(name)) call.report('reverse-shell', `ties ${name} to a terminal that this program holds`);
  return words(call, what.type === 'list' ? what.items : [what]);
}

function splitWords(call: ApiCall): Thing {
  const value = toText(call.args[0] ?? textThing(''));
  const literal = textOf(value);
  if (literal === undefined) return listThing(splitFields(value).map((one) => textThing(one)));
  const found = literal.match(/(?:[^\s"'\\]|\\.|"(?:\\.|[^"])*"|'[^']*')+/gs) ?? [];
  return listThing(found.map((word) => textThing(word.replace(/\\(.)|["']/gs, '$1'))));
}

function joinWords(call: ApiCall): Thing {
  const { items } = elementsOf(call.args[0] ?? listThing([]));
  return textThing(items.flatMap((item, at) => [...(at === 0 ? [] : text(' ')), ...toText(item)]));
}

/** A shell that reads from a connection, and answers into it. */
function tellTied(call: ApiCall): void {
  const tied = ['stdin', 'stdout'].map((name) => call.arg(name)).find((one) => holdsSocket(one));
  const [first] = elementsOf(call.arg('0 args') ?? listThing([])).items;
  const name = show(toText(call.args[0]?.type === 'text' ? call.args[0] : (first ?? listThing([]))));
  if (tied !== undefined && SHELL.test(name)) call.report('reverse-shell', `ties ${name} to a connection`);
}

/** What a started program is given on standard input may be code. */
function fed(call: ApiCall): Thing {
  const input = call.arg('0 input');
  const process = call.name.endsWith('write') && call.self.type === 'made' ? call.self.self : call.self;
  const started = process?.type === 'made' ? (process.args[0] ?? process.named.get('args')) : undefined;
  if (input === undefined || started === undefined) return call.self;
  return listThing([textThing(call.command(started.type === 'text' ? listThing([started]) : started, input)), textThing('')]);
}

/** A text that begins as commands do, whoever is asked to run it. */
const COMMAND =
  /^\s*(?:sudo|rm|mv|cp|chmod|chown|dd|mkfs|curl|wget|git|docker|kubectl|helm|terraform|aws|gcloud|az|psql|mysql|mongo|redis-cli|systemctl|service|kill|pkill|killall|shutdown|reboot|ssh|scp|rsync|bash|sh|python3?|pip3?|npm|npx|find|tar|cat|crontab)\s+[\w\-./~"'$+:]/;

function commandLike(call: ApiCall): Thing | undefined {
  const code = call.arg('0 command cmd');
  const own = call.self.type === 'object' || call.self.type === 'class';
  return code?.type === 'text' && !own && COMMAND.test(show(code.value)) ? textThing(call.shell(code)) : undefined;
}

function cellMagic(call: ApiCall): Thing | undefined {
  const [magic, , body] = call.args;
  const name = literalOf(magic);
  if (name !== undefined && /^(?:bash|sh|script)$/.test(name) && body !== undefined) return textThing(call.shell(body));
  call.report('opaque', 'cannot tell: runs a notebook cell');
  return undefined;
}

function killed(call: ApiCall): undefined {
  const who = call.arg('0 pid pgid') ?? textThing(hole('(process)'));
  if (call.args[1]?.type === 'number' && call.args[1].value === 0) return undefined;
  for (const way of waysOf(who)) {
    const shown = show(toText(way));
    const file = /^\$\(<(.+)\)$/.exec(shown)?.[1];
    // The number that its own server left in a file.
    const left = file !== undefined && ['inside', 'temporary', 'own-temporary'].includes(pathOf(text(file), call.scene).where);
    if (left || isOwnProcess(way)) continue;
    if (meansApproveRun(shown)) call.report('self-tamper', 'ends approve-run itself');
    call.report('process', /^-1$|^1$/.test(shown) ? 'ends all processes' : `ends the process ${shown}`);
  }
  return undefined;
}

function forked(call: ApiCall): Thing {
  // Round after round, or in a function that starts itself, it fills the machine.
  if (call.scene.forking) call.report('process', 'starts itself again and again (a fork bomb)');
  return eitherThing([{ type: 'number', value: 0 }, textThing(hole('(child)', {}, 'own-process'))]);
}

export function holdsSocket(thing: Thing | undefined): boolean {
  return thing?.type === 'made' && /socket|open_connection/.test(thing.by);
}
