// The ways around a check that other tools fell for (57, by their numbers), in variants: deny-dangerous allows none of them.
//
// Not code, and therefore tested elsewhere or nowhere here:
//   38 swapped after approval       test/approval/gate.test.ts, test/execution/local-executor.test.ts
//   40 forged or padded dialog      test/pty/answers.test.ts (the whole block and the whole question are shown)
//   45 type-ahead                   test/pty/answers.test.ts
//   47 fatigue                      test/policy/allow.test.ts (workspace asks less); a typed code: test/pty/answers.test.ts
//   49 settings of the repository   test/config/trust.test.ts, tighten.test.ts, test/cli/hostile-repository.test.ts
//   50 programs of the repository   test/config/hostile.test.ts, test/cli/hostile-repository.test.ts
//   53 precedence of rules          test/policy/judge.test.ts
//   54 forged approval              test/execution/local-executor.test.ts
//   55 local port                   not code: approve-run opens none
//   56 nobody there                 test/cli/exit-codes.test.ts, test/approval/gate.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DISGUISE_TECHNIQUES } from './techniques-disguise.ts';
import { PROGRAM_TECHNIQUES } from './techniques-programs.ts';
import { SHELL_TECHNIQUES } from './techniques-shell.ts';
import { STATE_TECHNIQUES } from './techniques-state.ts';
import { verdictOf } from './verdict-of.ts';

const NOT_CODE = [38, 40, 45, 47, 49, 50, 53, 54, 55, 56];
const TECHNIQUES = [...SHELL_TECHNIQUES, ...DISGUISE_TECHNIQUES, ...PROGRAM_TECHNIQUES, ...STATE_TECHNIQUES];

for (const { number, name, variants } of TECHNIQUES) {
  test(`${number}: ${name}`, async () => {
    const allowed: string[] = [];
    for (const variant of variants) {
      const [tool, code] = typeof variant === 'string' ? ['bash', variant] : variant;
      const { decision, why } = await verdictOf(code, tool);
      if (decision !== 'deny') allowed.push(`${decision} ${tool}: ${JSON.stringify(code.slice(-200))} (${why})`);
    }
    assert.deepEqual(allowed, []);
  });
}

test('every technique is here, or is named as not code', () => {
  const numbers = [...TECHNIQUES.map(({ number }) => number), ...NOT_CODE].sort((one, other) => one - other);
  assert.deepEqual(
    numbers,
    Array.from({ length: 57 }, (_, at) => at + 1),
  );
});
