// Databases in JavaScript: drivers, builders of statements and mappers, as far as they destroy.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { literalOf, madeThing, NUMBER, type Thing, textThing, toText } from '../program/thing.ts';
import { show } from '../value.ts';
import { described, makers } from './described.ts';
import { sql } from './make.ts';
import { isOwnDatabase } from './own-database.ts';

const STATEMENT = sql('0 sql text query');

export const JAVASCRIPT_DATABASES: Apis = {
  '*.query *.execute *.raw *.exec *.run *.unsafe *.$executeRawUnsafe *.$queryRawUnsafe *.$executeRaw *.$queryRaw *.prepare *.multiQuery *.batch *.executeMultiple *.none *.manyOrNone *.oneOrNone *.queryRaw *.executeSql *.runSql *.sql postgres() @neondatabase/serverless.neon() Bun.sql':
    { does: (call) => (isOwn(call) ? undefined : STATEMENT.does?.(call)) },
  'better-sqlite3 sqlite3.Database sqlite3.cached.Database sqlite.DatabaseSync bun:sqlite.Database @libsql/client.createClient': {
    touch: { '0': 'read' },
  },
  'mongoose.connect mongoose.createConnection': { does: connected },
  '*.dropDatabase *.dropCollection *.dropTable *.dropTableIfExists *.dropSchema *.dropSchemaIfExists *.drop *.dropAllTables *.dropAllSchemas *.dropIndex *.deleteBucket *.dropColumn *.dropColumns *.removeColumn *.deleteKeyspace':
    { does: dropped },
  '*.deleteMany *.destroyAll': { does: deletedMany },
  '*.bulkDelete': { does: (call) => deletedMany({ ...call, args: call.args.slice(1) }) },
  '*.sendCommand *.call *.executeCommand *.send_command': { does: commanded },
  '*.destroy': { does: destroyed },
  '*.sync': {
    does: (call) => {
      if (call.option('force') && isDatabase(call)) tell(call, 'drops all tables and makes them anew');
      return undefined;
    },
  },
  '*.synchronize': { does: (call) => (call.args[0]?.type === 'number' ? tell(call, 'drops all tables') : undefined) },
  '*.truncate *.emptyTable': {
    does: (call) => (call.args[0] === undefined || call.args[0].type === 'object' ? tell(call, 'empties tables') : undefined),
  },
  '*.flushAll *.flushDb *.flushall *.flushdb *.FLUSHALL *.FLUSHDB *.dbFlush *.flush_all': {
    does: (call) => tell(call, 'empties the database'),
  },
  '*.del *.unlink': { does: deletedKeys },
  '*.getRepository().clear *.repository.clear *.getMongoRepository().clear *.manager.clear *.ledger.clear': {
    does: (call) => tell(call, 'empties a table'),
  },
  '*.deleteFrom().execute *.from().execute': { does: builtDelete },
  '*.indices.delete *.deleteByQuery': { does: searchDeleted },
  '*.ref.delete *.ref.remove *.recursiveDelete *.deleteIndex *.deleteAll *.nodeDelete *.deleteAllVectors *.deleteCollection *.deleteTable *.deleteDatabase':
    {
      does: (call) =>
        /\bwhere\(\)/.test(call.name) || !isDatabase(call) ? undefined : tell(call, 'deletes data of the database'),
    },
  '*.delete': { does: tableDeleted },
  '(deletion).where (deletion).limit': {
    does: ({ self }) => {
      if (self.type === 'made') self.held.push(NUMBER);
      return self;
    },
  },
  '(deletion).done': {
    does: (call) => (call.self.type === 'made' && call.self.held.length === 0 ? tell(call, 'deletes all rows') : undefined),
  },
  '*.migrate.rollback *.migrator.migrateDown *.migrate.down': { does: rolledBack },
};

/** Deleting rows where nobody says which. */
export const JAVASCRIPT_DATABASE_FAMILIES: readonly (readonly [RegExp, Api])[] = [
  [/^knex\(\)\(\)\.delete$/, { does: (call) => (call.args.length === 0 ? tell(call, 'deletes all rows') : undefined) }],
];

/** A server that a test started for itself. */
function connected(call: ApiCall): Thing {
  if (call.args[0] !== undefined && isOwnDatabase(call.args[0], call.scene)) call.override(`mongoose.${OWN}`, NUMBER);
  return madeThing('mongoose.connect()', { args: call.args });
}

const IN_MEMORY = /^(?:sqlite:|file:)?:memory:|mode=memory/;
const TEST_SERVER = /^\w+(?:\+\w+)?:\/\/(?:[^@/]*@)?(?:localhost|127\.0\.0\.1)(?::\d+)?\/(?:\w+[_-])?test(?:[_-]?\w+)?$/;

/** `{ filename: ':memory:' }`, `postgres://localhost/app_test`: made for tests, and gone with them. */
function isForTests(thing: Thing, depth = 0): boolean {
  if (thing.type === 'object') return depth < 3 && [...thing.entries.values()].some((one) => isForTests(one, depth + 1));
  const literal = thing.type === 'text' ? literalOf(thing) : undefined;
  return literal !== undefined && (IN_MEMORY.test(literal) || TEST_SERVER.test(literal));
}

function isOwn(call: ApiCall): boolean {
  if ([call.self, ...call.args].some((thing) => isOwnDatabase(thing, call.scene))) return true;
  if (makers(call.self).some(({ args }) => args.some((arg) => isForTests(arg)))) return true;
  const mapped = call.self.type === 'unknown' || call.self.type === 'nothing' || /mongoose|models?\b/.test(call.name);
  return mapped && call.member({ type: 'ref', name: 'mongoose' }, OWN).type === 'number';
}

function tell(call: ApiCall, says: string): undefined {
  if (!isOwn(call)) call.report('database-destroy', says);
  return undefined;
}

const OWN = '(own)';
const NO_DATABASE =
  /^(?:d3|lodash|_|underscore|ramda|jest|rxjs|ix|three|document|window|\$|jquery|cheerio|jsdom|node:|stream|events|fs)\b/;

/** An object of a library, or one that nobody knows; not a list or a class of this program. */
function isDatabase({ self, name }: ApiCall): boolean {
  if (/connection|mongoose|knex|sequelize|prisma|queryInterface|\bdb\b/i.test(name)) return true;
  if (NO_DATABASE.test(name)) return false;
  return (
    (self.type === 'made' || self.type === 'unknown' || self.type === 'method' || self.type === 'nothing') &&
    !NO_DATABASE.test(described(self))
  );
}

function dropped(call: ApiCall): undefined {
  const [first] = call.args;
  // `drop(3)` leaves items of a list out.
  const counts = call.name.endsWith('.drop') && (first?.type === 'number' || (first?.type === 'list' && call.args.length > 1));
  return isDatabase(call) && !counts ? tell(call, 'deletes database objects') : undefined;
}

/** `deleteMany()`, `deleteMany({})`, `deleteMany({ where: {} })`. */
function deletedMany(call: ApiCall): undefined {
  const filter = call.args[0];
  const where = filter?.type === 'object' ? (filter.entries.get('where') ?? filter) : filter;
  return isEmpty(where) ? tell(call, 'deletes all rows') : undefined;
}

function isEmpty(where: Thing | undefined): boolean {
  if (where === undefined || where.type === 'nothing') return true;
  return (
    where.type === 'object' &&
    where.rest === undefined &&
    where.base === undefined &&
    where.entries.size === (where.maybe?.size ?? 0)
  );
}

function destroyed(call: ApiCall): undefined {
  const where = call.arg('where');
  if (call.option('truncate')) return tell(call, 'empties tables');
  if (where !== undefined && isEmpty(where)) return tell(call, 'deletes all rows');
  if (/^@pulumi\//.test(call.name)) call.report('cloud-destroy', 'destroys the stack');
  return undefined;
}

/** `knex('t').del()` takes all rows, `redis.del(await redis.keys('*'))` all keys. */
function deletedKeys(call: ApiCall): undefined {
  const [first] = call.args;
  if (first === undefined && call.name.endsWith('.del')) {
    const table = call.self.type === 'made' && /\(\)$/.test(call.self.by) && literalOf(call.self.args[0]) !== undefined;
    return table && !/\bwhere\w*\(\)|redis/i.test(call.name) ? tell(call, 'deletes all rows') : undefined;
  }
  const keys = first?.type === 'list' ? first.items[0] : first;
  const listed =
    keys?.type === 'made' ? [keys, keys.self].find((one) => one?.type === 'made' && one.by.endsWith('.keys()')) : undefined;
  return listed?.type === 'made' && literalOf(listed.args[0]) === '*' ? tell(call, 'deletes all keys') : undefined;
}

/** `db.deleteFrom('t').execute()`, `createQueryBuilder().delete().from(T).execute()`: no `where` between. */
function builtDelete(call: ApiCall): undefined {
  const all = /\.deleteFrom\(\)\.execute$|\.delete\(\)\.from\(\)\.execute$/.test(call.name);
  return all ? tell(call, 'deletes all rows') : undefined;
}

/** `db.delete(users)`: whether a `where` follows is known at the end. */
function tableDeleted(call: ApiCall): Thing | undefined {
  const [table, ...more] = call.args;
  const isTable = (table?.type === 'ref' || table?.type === 'made') && more.length === 0;
  if (!isTable || !/drizzle|(?:^|[./])(?:db|database|tx)\.delete$/i.test(call.name)) return undefined;
  const deletion = madeThing('(deletion)', { self: call.self });
  call.later(madeThing('(deletion).done', { self: deletion }), []);
  return deletion;
}

function searchDeleted(call: ApiCall): undefined {
  const index = literalOf(call.arg('index'));
  const query = call.arg('query body');
  const all = call.name.endsWith('deleteByQuery')
    ? query?.type === 'object' && show(toText(keysOf(query))).includes('match_all')
    : true;
  return all ? tell(call, `deletes the index ${index ?? ''}`.trim()) : undefined;
}

function keysOf(thing: Thing, depth = 0): Thing {
  if (thing.type !== 'object' || depth > 3) return textThing('');
  return textThing([...thing.entries].map(([key, inner]) => `${key} ${show(toText(keysOf(inner, depth + 1)))}`).join(' '));
}

function rolledBack(call: ApiCall): undefined {
  const all = call.args.some((arg) => arg.type === 'number' && arg.value === 1) || call.option('all');
  return all ? tell(call, 'takes all migrations back') : undefined;
}

/** Redis and its like: a command as words. */
function commanded(call: ApiCall): undefined {
  const [first] = call.args;
  const word = literalOf(first?.type === 'list' ? first.items[0] : first);
  if (word !== undefined && /^(?:flush(?:all|db)|shutdown)$/i.test(word)) return tell(call, 'empties the database');
  return undefined;
}
