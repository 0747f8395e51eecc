// A source file in; what it imports by relative path out, from wherever in the file: static, dynamic, type-only, re-export.
import { join } from 'node:path/posix';
import { parseAst } from 'rolldown/parseAst';

export interface Import {
  /** From the repository's root: `src/types.ts`. */
  readonly path: string;
  /** The names that it takes; `all` where that cannot be told: `* as`, `export *`, a dynamic import. */
  readonly names: readonly string[] | 'all';
}

/** Those fields of a syntax node that matter here; no other kind of node has a `source` that is a literal text. */
interface Node {
  readonly source?: { readonly value?: unknown };
  readonly specifiers?: readonly Specifier[];
}
interface Specifier {
  readonly type: string;
  readonly imported?: Name;
  readonly local?: Name;
}
interface Name {
  readonly name?: string;
  readonly value?: string;
}

export function readImports(file: string, source: string): Import[] {
  const found: Import[] = [];
  visit(parseAst(source, { lang: file.endsWith('.ts') ? 'ts' : 'js', sourceType: 'module' }));
  return found;

  function visit(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const node: Node = value;
    const target = node.source?.value;
    if (typeof target === 'string' && /^\.\.?\//.test(target)) {
      found.push({ path: join(file, '..', target), names: namesOf(node.specifiers) });
    }
    for (const child of Object.values(value)) visit(child);
  }
}

function namesOf(specifiers: readonly Specifier[] | undefined): Import['names'] {
  const names = specifiers?.map(({ type, imported, local }) => {
    const name = type === 'ExportSpecifier' ? local : imported;
    return name?.name ?? name?.value;
  });
  return names?.every((name) => name !== undefined) ? names : 'all';
}
