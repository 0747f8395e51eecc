// Statements for a database in; what they destroy is told.
import type { EffectKind } from '../../effects.ts';

const STATEMENTS: readonly (readonly [RegExp, says: string])[] = [
  [
    /\bdrop\s+(?:database|schema|table|view|materialized\s+view|user|role|index|keyspace|tablespace|type|function|sequence|column)\b/i,
    'deletes database objects (DROP)',
  ],
  [/\btruncate\s+(?:table\s+)?["`\w]/i, 'empties tables (TRUNCATE)'],
  [
    /\bdelete\s+from\s+[\w."`[\]]+\s*(?:;|$|--|returning\b|where\s+(?:1\s*=\s*1|true|1)\s*(?:;|$))/im,
    'deletes all rows (DELETE without WHERE)',
  ],
  [/\bupdate\s+[\w."`[\]]+\s+set\b(?![^;]*\bwhere\b)[^;]*(?:;|$)/i, 'changes all rows (UPDATE without WHERE)'],
  [/\balter\s+table\s+\S+\s+drop\b/i, 'deletes columns (ALTER … DROP)'],
  [/\b(?:revoke|grant)\s+all\b|\balter\s+(?:user|role)\b/i, 'changes rights in the database'],
];
/** `app_test`, `test_1`: a database of that name is for tests. */
const TEST_DATABASE =
  /\bdrop\s+(?:database|schema)\s+(?:if\s+exists\s+)?["`]?(?:\w+_)?(?:tests?|ci|e2e|tmp|temp|scratch)(?:_\w+|\d+)?["`]?(?=\W|$)/gi;
const RUNS_PROGRAMS =
  /\\!\s*\S|\bcopy\b[^;]*\b(?:to|from)\s+program\b|^\s*\.(?:shell|system)\b|\bload_extension\s*\(|\bxp_cmdshell\b|\bsystem\s+\S/im;

/** @param own A file of the project's: what is dropped only if it is there is about to be made anew. */
export function statementsOf(code: string, report: (kind: EffectKind, says: string) => void, own = false): void {
  // Comments hide nothing from a database.
  const plain = code.replace(/\/\*.*?\*\/|--[^\n]*/gs, ' ');
  // A text that is stored is no statement, unless it is handed on as one.
  const sql = /\b(?:execute|exec|prepare|perform|do)\b/i.test(plain) ? plain : plain.replace(/'(?:[^'\\]|''|\\.)*'/gs, "''");
  if (/\bbegin\b.*\brollback\b/is.test(sql) && !/\bcommit\b/i.test(sql)) return;
  const named = sql.replace(TEST_DATABASE, '');
  const meant = own ? named.replace(/\bdrop\s+\w+(?:\s+view)?\s+if\s+exists\b/gi, '') : named;
  for (const [statement, says] of STATEMENTS) if (statement.test(meant)) report('database-destroy', says);
  if (RUNS_PROGRAMS.test(sql)) report('opaque', 'cannot tell: the statements run programs');
}
