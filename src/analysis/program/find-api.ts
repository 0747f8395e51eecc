// A function's whole name in, what the tables know of it out.
import type { Api, Apis } from './api.ts';
import type { Program } from './program.ts';

export function findApi(name: string, { language }: Pick<Program, 'language'>): Api | undefined {
  const exact = language.apis.get(name);
  if (exact !== undefined) return exact;
  return language.families.find(([family]) => family.test(name))?.[1];
}

/** What is known of a method whatever it is called on; its last two names count before its last one: `*.indices.delete`. */
export function findMethod(name: string, { language }: Pick<Program, 'language'>): Api | undefined {
  const last = name.lastIndexOf('.') + 1;
  const two = last > 1 ? language.apis.get(`*.${name.slice(name.lastIndexOf('.', last - 2) + 1)}`) : undefined;
  return two ?? language.apis.get(`*.${name.slice(last)}`);
}

/** Names apart by blanks are one entry each. */
export function apiMap(tables: readonly Apis[]): ReadonlyMap<string, Api> {
  return new Map(
    tables.flatMap((table) =>
      Object.entries(table).flatMap(([names, api]) => names.split(' ').map((name) => [name, api] as const)),
    ),
  );
}
