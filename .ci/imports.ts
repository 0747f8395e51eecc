// The files of src and bin in; one line a violation of the import order out, and exit code 1 when there is any.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Import, readImports } from './read-imports.ts';

const GROUND = [
  'types',
  'grant',
  'effects',
  'events',
  'errors',
  'digest',
  'frozen-copy',
  'approver',
  'known-options',
  'stand-in',
  'private-folder',
  'with-lock',
  'seconds',
  'unless-aborted',
  'any-signal',
  'one-by-one',
  'text',
  'tool',
];
const ROOMS = [
  'task',
  'agent',
  'model',
  'view',
  'assemble',
  'analysis',
  'policy',
  'approval',
  'execution',
  'config',
  'journal',
  'receipt',
];

/** Which rooms each room may import beside itself; a room is a folder of src, a file directly in src, or a top-level folder. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  effects: [],
  block: [],
  request: ['effects', 'tool'],
  types: ['block', 'request', 'effects', 'tool'],
  grant: [],
  events: ['types', 'effects', 'summary'],
  summary: ['types', 'errors'],
  errors: [],
  digest: [],
  'frozen-copy': [],
  approved: ['types', 'effects'],
  approver: ['types', 'effects', 'digest'],
  'known-options': ['errors', 'text'],
  'stand-in': [],
  'private-folder': [],
  'with-lock': ['errors', 'text'],
  seconds: ['errors'],
  'unless-aborted': [],
  'any-signal': [],
  'one-by-one': ['unless-aborted'],
  text: [],
  tool: [],
  task: GROUND,
  view: GROUND,
  report: ['types', 'text', 'tool'],
  conversation: ['types', 'report'],
  model: [...GROUND, 'task'],
  agent: [...GROUND, 'task', 'model', 'report'],
  assemble: [
    ...GROUND,
    'task',
    'agent',
    'model',
    'analysis',
    'policy',
    'approval',
    'execution',
    'config',
    'view',
    'run-blocks',
    'conversation',
    'report',
    'summary',
  ],
  analysis: GROUND,
  policy: GROUND,
  approval: [...GROUND, 'approved'],
  execution: [...GROUND, 'approved'],
  config: GROUND,
  receipt: [...GROUND, 'approved'],
  journal: [...GROUND, 'summary'],
  'ask-agent': ['types', 'events', 'errors', 'summary'],
  run: ['types', 'effects', 'events', 'errors', 'known-options', 'summary', 'task', 'ask-agent', 'run-blocks', 'conversation'],
  'run-blocks': ['types', 'events', 'frozen-copy', 'errors', 'summary', 'ask-agent', 'run-block'],
  'run-block': ['types', 'events', 'digest', 'frozen-copy'],
  index: [...GROUND, ...ROOMS, 'approved', 'summary', 'run', 'run-blocks', 'report'],
  cli: [...GROUND, ...ROOMS, 'summary', 'run', 'ask-agent', 'package.json'],
  bin: ['dist'],
};

/** Names that a single file may import. */
const RESERVED = [{ name: 'mintApproved', from: 'src/approved.ts', by: 'src/approval/gate.ts' }];

const MAX_LINES = 200;

const files = ['src', 'bin'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => join(folder, name)),
);
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const imports = new Map([...sources].map(([file, source]) => [file, readImports(file, source)]));
const violations = [...orderFaults(), ...reservedFaults(), ...cycles(), ...longFiles()];

for (const violation of violations) console.log(violation);
if (violations.length > 0) process.exitCode = 1;
else console.log(`${files.length} files: import order kept, no cycles, none over ${MAX_LINES} lines`);

function roomOf(path: string): string {
  const [top = '', next = ''] = path.split('/');
  return top === 'src' ? next.replace(/\.ts$/, '') : top;
}

function* orderFaults(): Generator<string> {
  for (const [file, targets] of imports) {
    const room = roomOf(file);
    const allowed = MAY_IMPORT[room];
    if (allowed === undefined) yield `${file}: the room "${room}" has no row in .ci/imports.ts`;
    for (const { path } of targets) {
      const target = roomOf(path);
      if (allowed !== undefined && target !== room && !allowed.includes(target)) {
        yield `${file}: imports ${path}, but "${room}" may import only: ${allowed.join(', ') || 'nothing'}`;
      }
    }
  }
}

function* reservedFaults(): Generator<string> {
  for (const { name, from, by } of RESERVED) {
    for (const [file, targets] of imports) {
      const takes = ({ path, names }: Import) => path === from && (names === 'all' || names.includes(name));
      if (file !== by && targets.some(takes)) yield `${file}: only ${by} may import ${name} from ${from}`;
    }
  }
}

function* cycles(): Generator<string> {
  const done = new Set<string>();
  function* visit(file: string, trail: readonly string[]): Generator<string> {
    const start = trail.indexOf(file);
    if (start >= 0) yield `${file}: in a circle: ${[...trail.slice(start), file].join(' -> ')}`;
    if (start >= 0 || done.has(file)) return;
    for (const { path } of imports.get(file) ?? []) yield* visit(path, [...trail, file]);
    done.add(file);
  }
  for (const file of files) yield* visit(file, []);
}

function* longFiles(): Generator<string> {
  for (const [file, source] of sources) {
    const lines = source.trimEnd().split('\n').length;
    if (lines > MAX_LINES) yield `${file}: ${lines} lines, more than ${MAX_LINES}`;
  }
}
