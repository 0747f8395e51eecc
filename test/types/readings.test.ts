// What is read from code, and what policies make of it. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import { expectTypeOf } from 'expect-type';
import type {
  ApprovalFunction,
  analyse,
  Command,
  Decision,
  Effect,
  EffectKind,
  ExecutedFile,
  judge,
  LoadOptions,
  loadPolicy,
  PathClass,
  Policy,
  Proposal,
  Reading,
  Tool,
  Verdict,
} from '../../src/index.ts';

test('a reading', () => {
  expectTypeOf<typeof analyse>().returns.toEqualTypeOf<Promise<Reading>>();
  expectTypeOf<typeof analyse>().toBeCallableWith('ls', 'bash', { cwd: '/home/me/project', home: '/home/me' });
  expectTypeOf<Reading>().toEqualTypeOf<{
    readonly skipped?: boolean;
    readonly effects: readonly Effect[];
    readonly commands: readonly Command[];
    readonly scripts?: readonly string[];
    readonly runs?: readonly Pick<ExecutedFile, 'path' | 'read'>[];
    readonly executes?: readonly ExecutedFile[];
    readonly written?: ReadonlyMap<string, string | undefined>;
  }>();
  expectTypeOf<Effect>().toEqualTypeOf<{
    readonly kind: EffectKind;
    readonly says: string;
    readonly line: number;
    readonly span?: { readonly start: number; readonly end: number };
    readonly via: readonly string[];
    readonly command?: number;
    readonly path?: string;
    readonly where?: PathClass;
    readonly host?: string;
    readonly recursive?: boolean;
  }>();
  expectTypeOf<EffectKind>().toEqualTypeOf<
    | 'delete'
    | 'overwrite'
    | 'write'
    | 'permissions'
    | 'read-secret'
    | 'network'
    | 'upload'
    | 'download-execute'
    | 'privilege'
    | 'process'
    | 'disk'
    | 'persistence'
    | 'git-history'
    | 'database-destroy'
    | 'cloud-destroy'
    | 'reverse-shell'
    | 'package-install'
    | 'execute'
    | 'self-tamper'
    | 'hidden-text'
    | 'opaque'
    | 'unread'
  >();
  expectTypeOf<PathClass>().toEqualTypeOf<
    'inside' | 'cwd' | 'own-temporary' | 'temporary' | 'home' | 'system' | 'device' | 'parent' | 'elsewhere' | 'dynamic'
  >();
  expectTypeOf<Command>().toEqualTypeOf<{ readonly argv: readonly string[]; readonly literal: boolean; readonly line: number }>();
  expectTypeOf<ExecutedFile>().toEqualTypeOf<{ readonly path: string; readonly digest: string | null; readonly read: boolean }>();
});

test('policies', () => {
  expectTypeOf<typeof judge>().toEqualTypeOf<
    (proposal: Proposal, reading: Reading, policies: readonly Policy[]) => Promise<Verdict>
  >();
  expectTypeOf<typeof loadPolicy>().toEqualTypeOf<(ref: string, given?: LoadOptions) => Promise<Policy>>();
  expectTypeOf<typeof analyse>().toExtend<NonNullable<LoadOptions['read']>>();
  expectTypeOf<Omit<LoadOptions, 'read'>>().toEqualTypeOf<{
    readonly base?: string;
    readonly tools?: readonly Tool[];
    readonly cache?: string;
    readonly modules?: boolean;
  }>();
  // One of your own is a name and a function, as an approver is.
  expectTypeOf<{ readonly name: string; readonly approve: ApprovalFunction }>().toExtend<Policy>();
  expectTypeOf<Policy['name']>().toEqualTypeOf<string>();
  type Rules = Exclude<Policy, { readonly approve: ApprovalFunction }>;
  expectTypeOf<keyof Rules>().toEqualTypeOf<'name' | 'description' | 'default' | 'rules'>();
  expectTypeOf<Rules['default'] | Rules['rules'][number]['decision']>().toEqualTypeOf<Decision>();
});
