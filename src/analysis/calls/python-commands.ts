// Libraries of Python whose functions stand for commands: sh, plumbum, the C library.
import type { Api, ApiCall } from '../program/api.ts';
import { listThing, madeThing, type Thing, textThing } from '../program/thing.ts';
import { hole } from '../value.ts';

export const PYTHON_COMMAND_FAMILIES: readonly (readonly [name: RegExp, api: Api])[] = [
  [
    /^(?:ctypes\.CDLL\(\)|cffi\.FFI\(\)\.dlopen\(\))\.(?:system|popen)$/,
    { does: (call) => textThing(call.shell(call.args[0] ?? textThing(hole('(command)')))) },
  ],
  [/^(?:ctypes\.CDLL\(\)|cffi\.FFI\(\)\.dlopen\(\))\.exec\w*$/, { does: replacesItself }],
  [/^(?:ctypes\.CDLL\(\)|cffi\.FFI\(\)\.dlopen\(\))\.(?:unlink|remove|rmdir)$/, { touch: { '0': 'delete' } }],
  [
    /^(?:ctypes\.CDLL\(\)|cffi\.FFI\(\)\.dlopen\(\))\.(?:setuid|setgid|ptrace|reboot|mount|umount|kill|chmod|chown|mprotect|mmap|fork|rename|truncate)$/,
    { tell: ['opaque', 'cannot tell: calls the system library'] },
  ],
  [/^sh\.(?:Command\(\)|(?!Command$|ErrorReturnCode)\w+)(?:\.(?!bake)\w+|\.bake\(\))*$/, { does: command }],
  [/^plumbum\.(?:cmd|local)\.[\w-]+(?:\[\]|\.(?!bound)[\w-]+)*$/, { does: command }],
];

/** `execve(path, [name, …], environment)`, `execl(path, name, …)`. */
function replacesItself({ args: [path = textThing(''), ...rest], command: start }: ApiCall): Thing {
  const [first] = rest;
  const words = first?.type === 'list' ? first.items : rest.filter((one) => one.type === 'text');
  return textThing(start(listThing([path, ...words.slice(1)])));
}

/** `sh.git.push("--force")`, `local["rm"]("-rf", "x")`. */
function command(call: ApiCall): Thing {
  const [, ...names] = call.name
    .replace(/^plumbum\.\w+/, 'plumbum')
    .replaceAll('()', '')
    .split('.');
  const words = names.filter((name) => name !== 'bake' && name !== 'Command').map((name) => textThing(name.replace(/_/g, '-')));
  const options = [...call.named].flatMap(([name, thing]): Thing[] =>
    name.startsWith('_') ? [] : [textThing(`--${name.replace(/_/g, '-')}`), ...(thing.type === 'text' ? [thing] : [])],
  );
  return madeThing('sh()', { content: call.command(listThing([...words, ...call.args, ...options])) });
}
