// A connection to a database in; whether the program itself made that database, and which of its tables.
import { pathOf } from '../path-of.ts';
import { type Thing, textThing, toText } from '../program/thing.ts';
import type { Scene } from '../scene.ts';
import { show, text, type Value } from '../value.ts';
import { makers } from './described.ts';

const FILE_BASED =
  /^(?:sqlite3|better-sqlite3|sqlite|node:sqlite|bun:sqlite|duckdb|aiosqlite|sqlalchemy|sqlmodel|peewee|chromadb|tinydb|\w*SqliteDatabase|\w*SqliteExtDatabase)\b/;
const MADE_FOR_TESTS = /^(?:testcontainers|fakeredis|mongomock|moto|unittest\.mock|pg-mem|mongodb-memory-server|ioredis-mock)\b/;
const FOR_TESTS = /(?:^|[/._-])(?:tests?|testing|tmp|temp|scratch|demo|example|sandbox)(?:[/._-]|\d|$)/i;
const IN_MEMORY = /^(?:[\w+]+:\/\/\/?)?:memory:|^\/tmp\/\(mktemp|^sqlite(?:\+\w+)?:\/\/$|mode=memory/;
const CREATES = /\bcreate\s+(temp(?:orary)?\s+)?table\s+(if\s+not\s+exists\s+)?["`[]?([\w.]+)/gi;
const DESTROYS = /\b(?:drop\s+table\s+(?:if\s+exists\s+)?|truncate\s+(?:table\s+)?|delete\s+from\s+)["`[]?([\w.]+)["`\]]?/gi;

/** In memory, in a container or file for tests, or one that the block itself made. */
export function isOwnDatabase(thing: Thing, scene: Scene, depth = 0): boolean {
  if (thing.type !== 'made' || depth > 8) return false;
  if (MADE_FOR_TESTS.test(thing.by) || (thing.by === 'chromadb.Client()' && thing.args.length === 0)) return true;
  const [first] = thing.args;
  if ([...thing.args, ...thing.named.values()].some((one) => one.type === 'text' && IN_MEMORY.test(show(one.value)))) return true;
  if (first !== undefined && FILE_BASED.test(thing.by)) {
    const place = toText(first);
    const { where, path } = pathOf(fileOf(place), scene);
    if (['inside', 'temporary'].includes(where) && FOR_TESTS.test(path?.slice(scene.machine.place.cwd.length) ?? '')) return true;
  }
  return [thing.self, ...thing.args, ...thing.named.values()].some(
    (one) => one !== undefined && isOwnDatabase(one, scene, depth + 1),
  );
}

/** A file in the folder. */
function isFolderDatabase(thing: Thing, scene: Scene): boolean {
  return makers(thing).some(({ by, args: [first] }) => {
    if (first === undefined || !FILE_BASED.test(by)) return false;
    return ['inside', 'temporary', 'own-temporary'].includes(pathOf(fileOf(toText(first)), scene).where);
  });
}

/** `sqlite:///app.db` is `app.db`. */
function fileOf(place: Value): Value {
  const [first, ...rest] = place;
  if (first?.type !== 'text') return place;
  return [...text(first.text.replace(/^(?:sqlite|duckdb)(?:\+\w+)?:\/\/\/?/, '').replace(/^file:/, '')), ...rest];
}

/** Statements without those that only touch tables which this connection made before. */
export function withoutOwnTables(statements: string, connection: Thing, scene: Scene): string {
  const root = makers(connection).at(-1);
  const folder = isFolderDatabase(connection, scene);
  const own = new Set(root?.held.flatMap((one) => (one.type === 'text' ? show(one.value) : [])));
  const left = statements.split(';').map((statement) => {
    for (const [, temporary, perhaps, name = ''] of statement.matchAll(CREATES)) {
      if (perhaps !== undefined && temporary === undefined && !folder) continue;
      const key = `table ${name.toLowerCase()}`;
      own.add(key);
      root?.held.push(textThing(key));
    }
    // In a file of the folder, making a table anew is ordinary work.
    const judged = folder ? statement.replace(/\bdrop\s+\w+\s+if\s+exists\b/gi, '') : statement;
    return judged.replace(DESTROYS, (all, name: string) => (own.has(`table ${name.toLowerCase()}`) ? '' : all));
  });
  return left.join(';');
}
