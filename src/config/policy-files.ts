// The policies that a config file names in; every policy file among them, extended ones included, with its text, out.
import { dirname, resolve } from 'node:path';
import { readSafely } from './safe-file.ts';

export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

/** As the policy room tells names from files: a built-in policy has no slash and no such ending. */
export function isPolicyPath(ref: string): boolean {
  return ref.includes('/') || /\.(yaml|yml|json)$/.test(ref) || isPolicyModule(ref);
}

export function isPolicyModule(ref: string): boolean {
  return /\.(mjs|js|ts)$/.test(ref);
}

/** @throws {ConfigError} When one of them cannot be read. */
export async function policyFiles(refs: readonly string[], base: string): Promise<readonly PolicyFile[]> {
  const found = new Map<string, PolicyFile>();
  const visit = async (names: readonly string[], from: string): Promise<void> => {
    for (const name of names.filter(isPolicyPath)) {
      const file = resolve(from, name);
      if (found.has(file)) continue;
      const text = await readSafely(file);
      found.set(file, { file, text });
      if (!isPolicyModule(file)) await visit(await extended(text), dirname(file));
    }
  };
  await visit(refs, base);
  return [...found.values()];
}

/** What is no sound policy extends nothing here, and stops the run where policies are loaded. */
async function extended(text: string): Promise<readonly string[]> {
  const { parse } = await import('yaml');
  try {
    const data: unknown = parse(text, { version: '1.2', maxAliasCount: 50, logLevel: 'silent' });
    const bases: unknown = isRecord(data) ? data.extends : undefined;
    const names = Array.isArray(bases) ? bases.map((entry: unknown) => (isRecord(entry) ? entry.policy : undefined)) : [];
    return names.filter((name) => typeof name === 'string');
  } catch {
    return [];
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
