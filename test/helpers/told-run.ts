// What may happen in a run, nearly all of it: three turns of a model, an edit, a failure, a denial, a skipped block, a long output.
import { started, type ToldEvent, told } from './told-journal.ts';

const fence = (language: string, code: string) => `\`\`\`${language}\n${code}\`\`\`\n`;
const usage = (inputTokens: number, outputTokens: number, costUsd: number) => ({
  ...{ inputTokens, cachedTokens: Math.floor(inputTokens / 3), outputTokens, costUsd },
});

const LOOK =
  'set -euo pipefail\n# How large is it, and what is in it?\ndu -sh build\nfind build -type f -name "*.log" -mtime +7 | sort\n';
const CLEAN = 'find build -name "*.log" -delete\n';
const CLEAN_OLD = 'find build -name "*.log" -mtime +7 -delete\n';
const COUNT = `import json
from pathlib import Path

totals = {}
for path in sorted(Path("src").glob("**/*.py")):
    totals[str(path)] = sum(1 for line in path.open() if line.strip())
Path("build/totals.json").write_text(json.dumps(totals, indent=2))
print(f"{len(totals)} files, {sum(totals.values())} lines")
`;
const TESTS = 'npm ci && npm test\n';
const INSTALLER = 'echo "the installer"\n';
const ONE_TEST = 'npm test -- --only cart\n';
const HIDDEN = 'echo "pay\u202eetadpu\u202c"  # not what it looks like\n';

const first = `I will look first, then remove logs that are older than a week.\n\n${fence('bash', LOOK)}\nNow the old logs:\n\n${fence('bash', CLEAN)}\nAnd the totals for the notes.\n\n${fence('python', COUNT)}`;
const second = `Good. The tests next.\n\n${fence('bash', TESTS)}\nThen the installer.\n\n${fence('bash', INSTALLER)}`;
const third = `One test fails; I look at only that one.\n\n${fence('bash', ONE_TEST)}\n${fence('bash', HIDDEN)}\nThat is all I know.\n`;

const deletes = { effects: ['deletes files below build'], because: 'It deletes files that git does not keep.', rule: 'delete' };
const look = told({ index: 1, code: LOOK });
const clean = told({ index: 2, code: CLEAN, ...deletes });
const cleanOld = told({ index: 2, code: CLEAN_OLD, proposed: CLEAN, ...deletes });
const count = told({
  ...{ index: 3, code: COUNT, language: 'python', effects: ['writes build/totals.json'] },
  ...{ decision: 'allow', because: 'Stays in this folder.', rule: 'inside' },
});
const tests = told({
  turn: 2,
  index: 1,
  code: TESTS,
  effects: ['installs packages (npm ci)', 'runs npm test, a script of the project'],
});
const installer = told({ turn: 2, index: 2, code: INSTALLER });
const oneTest = told({ turn: 3, index: 1, code: ONE_TEST, effects: ['runs npm test, a script of the project'] });
const hidden = told({
  turn: 3,
  index: 2,
  code: HIDDEN,
  effects: ['has hidden characters'],
  because: 'It has characters that do not show.',
  rule: 'hidden-text',
});

const LINES = Array.from({ length: 180 }, (_, at) => `  ✓ cart ${at}: adds, removes, keeps its total (${(at * 7) % 23} ms)`);
const FAILED = [...LINES, '  ✗ cart total after a voucher: expected 12.50, was 12.49', ''].join('\n');

export const TOLD_RUN: readonly ToldEvent[] = [
  started,
  { type: 'agent-asked', at: 40, turn: 1 },
  { type: 'turn-started', at: 6200, turn: 1, text: first, blocks: 3, usage: usage(1204, 312, 0.0083) },
  look.proposed(6210),
  look.decided(14_300, 8080),
  look.started(14_301),
  look.finished(14_420, '412M\tbuild\nbuild/ci/2026-11-01.log\nbuild/ci/2026-11-04.log\n', { durationMs: 118 }),
  clean.proposed(14_430),
  cleanOld.edited(41_000),
  cleanOld.decided(44_900, 3900, 'approved', 'approver', 'only the old ones'),
  cleanOld.started(44_901),
  cleanOld.finished(44_990, '', {
    durationMs: 88,
    receipt: {
      files: [
        { what: 'deleted', path: 'build/ci/2026-11-01.log' },
        { what: 'deleted', path: 'build/ci/2026-11-04.log' },
        { what: 'created', path: 'build/.lock', unpredicted: true },
      ],
      counts: { created: 1, changed: 0, deleted: 7, unpredicted: 1 },
      ignored: [{ path: 'node_modules/', created: 3, changed: 0, deleted: 0 }],
      missing: [{ says: 'writes build/list.txt' }],
    },
  }),
  count.proposed(45_000),
  count.decided(45_001, 1, 'approved', 'policy', 'Stays in this folder.'),
  count.started(45_002),
  count.finished(45_160, '84 files, 12077 lines\n', { durationMs: 157 }),
  { type: 'agent-asked', at: 45_170, turn: 2 },
  { type: 'agent-retry', at: 47_000, reason: 'the provider is overloaded (529)', afterMs: 2000 },
  { type: 'turn-started', at: 52_900, turn: 2, text: second, blocks: 2, usage: usage(2480, 188, 0.0102) },
  tests.proposed(52_910),
  tests.decided(58_000, 5080),
  tests.started(58_001),
  tests.finished(82_700, FAILED, { exitCode: 1, durationMs: 24_699 }),
  installer.skipped(82_710, 'block 1 failed'),
  { type: 'agent-asked', at: 82_720, turn: 3 },
  { type: 'turn-started', at: 87_000, turn: 3, text: third, blocks: 2, usage: usage(3120, 141, 0.0119) },
  oneTest.proposed(87_010),
  oneTest.decided(89_100, 2080),
  oneTest.started(89_101),
  oneTest.finished(93_800, LINES.slice(0, 30).join('\n'), { durationMs: 4698 }),
  hidden.proposed(93_810),
  hidden.decided(101_200, 7380, 'denied', 'approver', 'what is that hidden character doing there?'),
  {
    ...{ type: 'run-finished', at: 101_210 },
    summary: {
      turns: 3,
      ran: 5,
      failed: 1,
      denied: 1,
      skipped: 1,
      durationMs: 101_210,
      exitCode: 3,
      leftover: [],
      usage: usage(6804, 641, 0.0304),
    },
  },
];
