// Modules of Python's standard library: what of them does more than compute is in the tables. A package is code that nobody has read.

export const PYTHON_MODULES: ReadonlySet<string> = new Set(
  `os sys re io json math cmath time datetime random string struct types typing collections itertools functools operator copy pprint
  textwrap enum dataclasses abc contextlib argparse optparse getopt logging warnings traceback inspect ast dis tokenize token keyword
  decimal fractions numbers statistics hashlib hmac secrets uuid base64 binascii codecs zlib gzip bz2 lzma zipfile tarfile shutil glob
  fnmatch pathlib tempfile csv configparser tomllib html xml sqlite3 threading queue asyncio concurrent multiprocessing subprocess
  shlex signal socket ssl select selectors http urllib ftplib smtplib email mimetypes unittest doctest timeit cProfile pstats platform
  getpass locale gettext calendar bisect heapq array weakref gc atexit errno stat filecmp difflib linecache pickle marshal shelve
  copyreg ctypes importlib pkgutil builtins __future__ posix pty fcntl termios tty resource pwd grp code codeop zoneinfo ipaddress
  webbrowser wsgiref socketserver xmlrpc unicodedata readline graphlib sched site netrc sysconfig venv zipapp nntplib poplib imaplib
  telnetlib wave colorsys imghdr sndhdr cmd rlcompleter tracemalloc faulthandler tkinter curses runpy fileinput spwd
  __ipython__ __main__`.split(/\s+/),
);
