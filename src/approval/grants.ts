// The tools that were pre-approved in; whether a later default ask is answered already out.

export interface Grants {
  covers(tool: string): boolean;
  add(tool: string): void;
}

/** @param always Names of tools, or `all`. */
export function createGrants(always: readonly string[] = []): Grants {
  const tools = new Set(always);
  return {
    covers: (tool) => tools.has(tool) || tools.has('all'),
    add: (tool) => tools.add(tool),
  };
}
