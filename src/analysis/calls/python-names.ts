// Names in Python that stand for another, or for a plain value; and the modules that run nothing unknown when they are imported.

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

/** The standard library, as far as the tables tell what it does, and libraries that only compute. */
export const PYTHON_MODULES: ReadonlySet<string> = new Set(
  `os sys re io json math cmath time datetime random string struct types typing typing_extensions collections itertools functools operator copy
  pprint textwrap enum dataclasses abc contextlib argparse optparse getopt logging warnings traceback inspect ast dis tokenize keyword decimal
  fractions numbers statistics hashlib hmac secrets uuid base64 binascii codecs zlib gzip bz2 lzma zipfile tarfile shutil glob fnmatch pathlib
  tempfile csv configparser tomllib html xml sqlite3 threading queue asyncio concurrent multiprocessing subprocess shlex signal socket ssl select
  selectors http urllib ftplib smtplib email mimetypes unittest doctest timeit cProfile pstats platform getpass locale gettext calendar bisect heapq
  array weakref gc atexit errno stat filecmp difflib linecache pickle marshal shelve copyreg ctypes importlib pkgutil builtins __future__ posix pty
  fcntl termios tty resource pwd grp code codeop zoneinfo ipaddress webbrowser wsgiref socketserver xmlrpc unicodedata readline graphlib sched
  numpy pandas matplotlib scipy sklearn seaborn plotly PIL requests httpx aiohttp urllib3 yaml toml tomli rich tqdm click typer pydantic attr attrs
  jinja2 markdown bs4 lxml dateutil pytz tabulate colorama termcolor networkx sympy torch torchvision tensorflow keras transformers jax flask fastapi
  starlette uvicorn django sqlalchemy psycopg2 psycopg pymysql MySQLdb pymongo redis boto3 botocore paramiko fabric invoke docker kubernetes google
  azure openai anthropic psutil pytest hypothesis mock freezegun faker cryptography nacl jwt orjson ujson msgpack polars pyarrow duckdb openpyxl xlsxwriter
  nltk spacy cv2 imageio websockets websocket grpc celery pexpect sh plumbum cffi dill cloudpickle joblib wget gdown send2trash aiofiles anyio trio
  IPython ipywidgets dotenv __ipython__ site git clickhouse_connect asyncpg aiosqlite peewee cassandra elasticsearch telnetlib tkinter curses`.split(
    /\s+/,
  ),
);
