// Test runners: of the tests that they run, those that the block itself wrote are read.
import { pathOf } from '../path-of.ts';
import { show, text, textOf, type Value } from '../value.ts';
import type { Call, Specs } from './spec.ts';

export const TESTS: Specs = {
  'pytest py.test': { values: 'k m n p c rootdir cov tb junitxml maxfail durations o W', executes: true, does: pytest },
};

const TEST_FILE = /\/(?:conftest|test_[^/]*|[^/]*_test)\.py$/;
const MAX_TESTS = 20;
const MAX_TEXT = 32 * 1024;

export function writtenHere(path: Value, { scene }: Call): boolean {
  return scene.machine.files.has(pathOf(path, scene).path ?? '');
}

/** What stands in the file itself, and tests that want nothing of others. */
function pytest({ operands, scene, code }: Call): undefined {
  const named = operands.map((operand) => pathOf([...text(show(operand).replace(/::.*$/, ''))], scene).path ?? '');
  for (const [path, content] of scene.machine.files) {
    const asked =
      named.length === 0 || named.some((one) => path === one || path.startsWith(`${one}/`) || /\/conftest\.py$/.test(path));
    const literal = textOf(content);
    if (!TEST_FILE.test(path) || !asked || literal === undefined || literal.length > MAX_TEXT) continue;
    const tests = [...literal.matchAll(/^def (test\w*)\(\):/gm)].slice(0, MAX_TESTS).map(([, name]) => `${name}()\n`);
    code('python', text(`${literal}\n${tests.join('')}`), 'pytest');
  }
  return undefined;
}
