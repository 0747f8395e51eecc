// Names in Python that stand for another, or for a plain value.

import { SCRIPT_FOLDER } from '../path-of.ts';
import { VARIABLE } from '../program/members.ts';
import { ENVIRONMENT } from '../program/tell-setting.ts';
import { listThing, madeThing, type Thing, textThing, unknownThing, wordThing } from '../program/thing.ts';
import type { Scene } from '../scene.ts';
import { hole, text } from '../value.ts';

/** An empty target drops the beginning: `builtins.open` is `open`. */
export const PYTHON_ALIASES: Readonly<Record<string, string>> = {
  builtins: '',
  __builtins__: '',
  __builtin__: '',
  'sys.modules': '',
  'sys.modules.get': '__import__',
  posix: 'os',
  nt: 'os',
  posixpath: 'os.path',
  ntpath: 'os.path',
  subprocess32: 'subprocess',
  'pathlib.os': 'os',
  'shutil.os': 'os',
  'tempfile.os': 'os',
  'glob.os': 'os',
  'subprocess.os': 'os',
  'shutil.sys': 'sys',
  'urllib3.request': 'requests.request',
  'requests.api': 'requests',
  'requests.sessions.Session': 'requests.Session',
  'requests.session': 'requests.Session',
  'psycopg2.connect()': 'db',
  mock: 'unittest.mock',
  __dict__: '',
  'redis.asyncio': 'redis',
  'docker.client.from_env': 'docker.from_env',
  'docker.client.DockerClient': 'docker.DockerClient',
  'boto3.session.Session': 'boto3.Session',
};

export const PYTHON_VALUES: Readonly<Record<string, (scene: Scene) => Thing>> = {
  'os.environ': environment,
  'os.environb': environment,
  'os.sep': () => textThing('/'),
  'os.curdir': () => textThing('.'),
  'os.pardir': () => textThing('..'),
  'os.linesep': () => textThing('\n'),
  'os.devnull': () => textThing('/dev/null'),
  'os.name': () => textThing('posix'),
  'sys.executable': () => textThing('python3'),
  'sys.argv': () => listThing([textThing(hole('sys.argv[1]'))], true),
  'sys.platform': () => wordThing('sys.platform'),
  'sys.stdin': () => madeThing('sys.stdin', { content: hole('(standard input)') }),
  'subprocess.Popen().pid': () => textThing(hole('(child)', {}, 'own-process')),
  'multiprocessing.Process().pid': () => textThing(hole('(child)', {}, 'own-process')),
  __file__: ({ script, shell }) =>
    textThing(script ?? (shell.cwd === undefined ? hole('__file__') : `${shell.cwd}${SCRIPT_FOLDER}/(block).py`)),
  __name__: () => textThing('__main__'),
  True: () => ({ type: 'number', value: 1 }),
  False: () => ({ type: 'number', value: 0 }),
  'string.ascii_lowercase': () => textThing('abcdefghijklmnopqrstuvwxyz'),
  'string.ascii_uppercase': () => textThing('ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  'string.ascii_letters': () => textThing('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  'string.digits': () => textThing('0123456789'),
  'signal.SIGKILL': () => ({ type: 'number', value: 9 }),
  'signal.SIGTERM': () => ({ type: 'number', value: 15 }),
  ...Object.fromEntries(
    Object.entries({
      RDONLY: 0,
      WRONLY: 1,
      RDWR: 2,
      CREAT: 64,
      EXCL: 128,
      TRUNC: 512,
      APPEND: 1024,
      SYNC: 4096,
      NONBLOCK: 0,
    }).map(([name, value]) => [`os.O_${name}`, (): Thing => ({ type: 'number', value })]),
  ),
  'stat.S_ISUID': () => ({ type: 'number', value: 0o4000 }),
  'stat.S_ISGID': () => ({ type: 'number', value: 0o2000 }),
};

/** All of it is a secret, for somewhere in it a key is; one variable by name is as ordinary as in a shell. */
function environment({ machine }: Scene): Thing {
  return {
    type: 'object',
    entries: new Map([
      ['HOME', textThing(text(machine.place.home))],
      ['TMPDIR', textThing('/tmp')],
      [ENVIRONMENT, unknownThing('(environment)', { secret: 'the environment' })],
    ]),
    rest: unknownThing(VARIABLE),
  };
}
