// What tests of JavaScript programs put in the place of functions and modules. Without a test runner `jest` and `vi` do not exist:
// what stands behind the first call of theirs is then never reached.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { literalOf, madeThing, NOTHING, type Thing } from '../program/thing.ts';
import { JAVASCRIPT_FILES } from './javascript-files.ts';
import { JAVASCRIPT_PROCESSES } from './javascript-processes.ts';

const MOCK = '(mock)';
const SPY = '(spy)';

export const JAVASCRIPT_MOCKS: Apis = {
  'jest.mock jest.doMock jest.unstable_mockModule jest.setMock vi.mock vi.doMock bun:test.mock.module test.mock.module mock-require':
    {
      does: moduleMocked,
    },
  'jest.requireActual jest.unmock jest.dontMock jest.resetModules jest.restoreAllMocks vi.importActual vi.unmock vi.doUnmock vi.restoreAllMocks sinon.restore test.mock.restoreAll test.mock.reset mock-require.stopAll (spy).mockRestore (spy).restore':
    { does: restored },
  'jest.fn vi.fn sinon.fake sinon.stub().returns bun:test.mock test.mock.fn': { does: pretended },
  'jest.spyOn vi.spyOn bun:test.spyOn sinon.spy': { does: ({ args }) => madeThing(SPY, { args }) },
  '(spy).mockImplementation (spy).mockReturnValue (spy).mockResolvedValue (spy).mockRejectedValue (spy).mockReturnThis': {
    does: (call) => stands(call, call.self, call.args[0]),
  },
  'sinon.stub sinon.replace sinon.createSandbox().stub test.mock.method': { does: stubbed },
  '*.method': {
    does: (call) => (call.self.type === 'method' && call.self.name === 'mock' ? stubbed(call) : undefined),
  },
  'beforeEach beforeAll before setup suiteSetup test.before test.beforeEach vitest.beforeEach vitest.beforeAll bun:test.beforeEach bun:test.beforeAll':
    {
      does: ({ args: [first = NOTHING], later }) => {
        later(first, [], true);
        return undefined;
      },
    },
};

/** Whatever is called on a pretence, it harms nothing. */
export const JAVASCRIPT_PRETENCES: readonly (readonly [RegExp, Api])[] = [
  [/^\((?:mock|spy)\)/, { does: ({ name }) => madeThing(name.startsWith(SPY) ? SPY : MOCK) }],
];

/** Functions of these modules that do something. */
const NAMES: readonly string[] = [JAVASCRIPT_FILES, JAVASCRIPT_PROCESSES]
  .flatMap((table) => Object.keys(table))
  .flatMap((names) => names.split(' '))
  .filter((name) => !name.startsWith('*'));

function moduleMocked(call: ApiCall): undefined {
  const module = (literalOf(call.args[0]) ?? '').replace(/^node:/, '');
  const root = module === 'fs/promises' ? 'fs' : module;
  const factory = call.args[1];
  const made = factory?.type === 'function' ? call.call(factory, []) : (factory ?? NOTHING);
  const whole = made.type !== 'object' || (made.rest === undefined && made.base === undefined);
  if (whole) for (const name of NAMES) if (name === root || name.startsWith(`${root}.`)) call.override(name, madeThing(MOCK));
  if (whole && root === module) call.override(module, made.type === 'nothing' ? madeThing(MOCK) : made);
  if (made.type === 'object') members(call, root, made.entries, 0);
  return undefined;
}

function members(call: ApiCall, module: string, entries: ReadonlyMap<string, Thing>, depth: number): void {
  for (const [name, thing] of entries) {
    if (/^(?:default|promises|namedExports|defaultExport)$/.test(name) && thing.type === 'object' && depth < 3)
      members(call, module, thing.entries, depth + 1);
    call.override(`${module}.${name}`, thing);
  }
}

/** Errs on the side of the real functions: all of them are back. */
function restored(call: ApiCall): Thing {
  const module = literalOf(call.args[0])?.replace(/^node:/, '');
  for (const name of NAMES) call.override(name, { type: 'ref', name });
  if (module === undefined) return NOTHING;
  call.override(module, { type: 'ref', name: module });
  return { type: 'ref', name: module };
}

/** What it does when it is called is run once, with whatever. */
function pretended({ args: [implementation], call }: ApiCall): Thing {
  if (implementation?.type === 'function') call(implementation, []);
  return madeThing(MOCK);
}

function stubbed(call: ApiCall): Thing {
  const [, , by] = call.args;
  // `mock.method(fs, 'rm')` only watches.
  if (by === undefined && !/stub$/.test(call.name)) return madeThing(SPY, { args: call.args });
  return stands(call, madeThing(SPY, { args: call.args }), by);
}

function stands(call: ApiCall, spy: Thing, by: Thing | undefined): Thing {
  const [of, key] = spy.type === 'made' ? spy.args : [];
  const name = literalOf(key);
  if (by?.type === 'function') call.call(by, []);
  if (of?.type === 'ref' && name !== undefined) call.override(`${of.name}.${name}`, madeThing(MOCK));
  else if (of?.type === 'ref' && /sinon/.test(call.name) && name === undefined) call.override(of.name, madeThing(MOCK));
  return spy;
}
