// What blocks print in a sandbox, and what is said about it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainStop } from '../../src/execution/sandbox/explain-stop.ts';

const WRITING = /kept it from writing.*--allow-write PATH/;
const GUARDED = /kept it from moving or removing what it guards/;
const BEGUN = /run git init here yourself/;
const NETWORK = /kept it from the network\. --sandbox=net/;
const SERVICE = /a service of this machine.*--sandbox=net/;
const PRIVILEGES = /wanted privileges/;
const GIT = /--allow-read ~\/\.gitconfig/;
const HIDDEN = /each block has an empty HOME of its own\. --allow-read PATH/;
const HIDDEN_RUN = /an empty \/run of its own/;

/** Output, exit code, what is said without network, and with it. */
const ROWS: readonly (readonly [text: string, exitCode: number, alone: RegExp | undefined, shared: RegExp | undefined])[] = [
  ["touch: cannot touch '/etc/x': Read-only file system", 1, WRITING, WRITING],
  ["Error: EROFS: read-only file system, open '/etc/x'", 1, WRITING, WRITING],
  ['tried: Read-only file system', 0, WRITING, WRITING],
  ["mv: cannot move '.git' to 'away': Device or resource busy", 1, GUARDED, GUARDED],
  ["fatal: cannot copy '/t/description' to '/w/.git/description': Read-only file system", 128, BEGUN, BEGUN],
  ['bash: line 1: .envrc: Is a directory', 1, GUARDED, GUARDED],
  ['curl: (6) Could not resolve host: example.com', 6, NETWORK, undefined],
  ['socket.gaierror: [Errno -3] Temporary failure in name resolution', 1, NETWORK, undefined],
  ['npm error code EAI_AGAIN', 1, NETWORK, undefined],
  ['connect: Network is unreachable', 1, NETWORK, undefined],
  ["fatal: unable to access 'https://h/': Couldn't resolve host 'h'", 128, NETWORK, undefined],
  ['dial tcp: lookup proxy.golang.org: no such host', 1, NETWORK, undefined],
  ['psql: error: connection to server failed: Connection refused', 2, SERVICE, undefined],
  ['cat: /home/me/.npmrc: No such file or directory', 1, HIDDEN, HIDDEN],
  ['cat: /home/me/work: No such file or directory', 1, HIDDEN, HIDDEN],
  ["npm error enoent: no such file or directory, open '/home/me/w/package.json'", 254, undefined, undefined],
  ['cp: /home/me/w/a, /home/me/b: No such file or directory', 1, HIDDEN, HIDDEN],
  ['cat: /home/me/.npmrc: No such file or directory', 0, undefined, undefined],
  ['dial unix /run/docker.sock: no such file or directory: not found', 1, HIDDEN_RUN, HIDDEN_RUN],
  ['ping: socket: Operation not permitted', 2, PRIVILEGES, PRIVILEGES],
  ['sudo: The "no new privileges" flag is set', 1, PRIVILEGES, PRIVILEGES],
  ['*** Please tell me who you are.', 128, GIT, GIT],
  ['./x: Permission denied', 126, undefined, undefined],
  ['cat: gone: No such file or directory', 1, undefined, undefined],
  ['connection refused was the topic', 0, undefined, undefined],
  ['AssertionError: 1 == 2', 1, undefined, undefined],
  ['', 1, undefined, undefined],
];
for (const [text, exitCode, alone, shared] of ROWS) {
  test(`${text || 'nothing'} (${exitCode})`, () => {
    for (const [network, says] of [
      [false, alone],
      [true, shared],
    ] as const) {
      const output = { head: text, tail: '', omittedBytes: 0 };
      const said = explainStop(
        { exitCode, output },
        { network, home: '/home/me', hidden: ['/run', '/tmp', '/home/me'], shown: ['/home/me/w'], root: false },
      );
      if (says === undefined) assert.equal(said, undefined);
      else assert.match(said ?? '', says);
    }
  });
}

test('each thing that was stopped is said', () => {
  const output = { head: 'Read-only file system\n', tail: 'Could not resolve host: x', omittedBytes: 9 };
  const said = explainStop({ exitCode: 1, output }, { network: false, home: '/h', hidden: ['/h'], shown: [], root: false });
  assert.match(said ?? '', /from writing.* from the network/);
});

test('root is told that it owns less', () => {
  const output = { head: 'mkdir: cannot create directory: Permission denied', tail: '', omittedBytes: 0 };
  const said = explainStop({ exitCode: 1, output }, { network: false, home: '/root', hidden: ['/root'], shown: [], root: true });
  assert.match(said ?? '', /no rights over the files of others/);
});
