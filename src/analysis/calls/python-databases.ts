// Databases in Python: statements, ORMs, document stores, caches, search and vector stores, migrations.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { listThing, literalOf, type Thing, textThing, toText } from '../program/thing.ts';
import { show } from '../value.ts';
import { described, isLocalService } from './described.ts';
import { sql } from './make.ts';
import { isOwnDatabase } from './own-database.ts';

const STATEMENT = '0 sql statement operation query sqlalchemy_statement clause';

export const PYTHON_DATABASES: Apis = {
  '*.execute *.executemany *.executescript *.exec_driver_sql *.execute_async *.exec *.scalars *.scalar': { does: executed },
  '*.raw *.read_sql *.exec_sql *.execute_sql *.execute_query *.run_query *.query *.sql *.fetch *.fetchval *.fetchrow *.runQuery pandas.read_sql pandas.read_sql_query':
    sql(STATEMENT),
  '*.executeSql *.sendStatement': sql('0 1 Sql sql'),
  'django.db.migrations.RunSQL alembic.op.execute op.execute': sql('0 sql'),
  '*.to_sql': { does: madeTable },
  '*.drop_database *.drop_collection *.dropDatabase *.drop_all *.drop_table *.drop_tables *.drop_index *.drop_schema *.drop_column *.drop_keyspace *.delete_database *.delete_collection *.recreate_collection *.delete_class *.delete_schema *._drop_databases *.drop_constraint *.drop_all_tables *.drop_view *.delete_table *.delete_model *.delete_dataset tinydb.TinyDB().truncate tinydb.TinyDB().drop_tables *.drop_dataset *.drop_space *.truncate_table *.truncate_cascade sqlalchemy_utils.drop_database sqlalchemy.schema.DropTable':
    destroys('deletes database objects'),
  '*.flushall *.flushdb *.flush_all *.delete_api().delete': destroys('empties the database'),
  '*.delete_all *.delete_all_documents *.clear_objects *.remove_all *.drop_measurement *.delete_prefix *.delete_keyspace':
    destroys('deletes all that is in it'),
  '*.queue_delete *.queue_purge *.exchange_delete *.delete_topics *.delete_topic *.control.purge': destroys(
    'deletes queues with what is in them',
  ),
  '*.execute_command': { does: redisCommand },
  '*.delete': { does: deleted },
  '*.unlink_keys *.delete_many *.deleteMany': { does: deletedMany },
  '*.indices.delete *.indices.delete_index_template *.indices.delete_data_stream': { does: droppedIndex },
  '*.delete_by_query': {
    does: (call) => {
      if ([...call.args, ...call.named.values()].some((one) => holds(one, 'match_all'))) tell(call, 'deletes all documents');
      return undefined;
    },
  },
  '*.delete_index *.delete_namespace': destroys('deletes an index'),
  '*.command': { does: command },
  'django.core.management.call_command': { does: (call) => managed(call, call.args) },
  'django.core.management.execute_from_command_line': {
    does: (call) => managed(call, elementsOf(call.args[0] ?? listThing([])).items.slice(1)),
  },
  'alembic.command.downgrade': { does: (call) => words(call, 'alembic', 'downgrade', literalOf(call.arg('1 revision')) ?? '') },
  'flask_migrate.downgrade': { tell: ['database-destroy', 'takes the tables of the last migration back'] },
};

export const PYTHON_DATABASE_FAMILIES: readonly (readonly [name: RegExp, api: Api])[] = [
  [
    /^(?:pymongo|motor|mongoengine|beanie|dataset|db)\b.*\.drop$|\.__table__\.drop$|^sqlalchemy\.Table\(\)\.drop$/,
    destroys('deletes a table'),
  ],
  [/^neo4j\..*\.(?:run|execute_query|execute_write)$/, { does: graph }],
];

function destroys(says: string): Api {
  return {
    does: (call) => {
      tell(call, says);
      return undefined;
    },
  };
}

function tell(call: ApiCall, says: string): void {
  if ([call.self, ...call.args, ...call.named.values()].some((one) => isOwnDatabase(one, call.scene)) || isLocalTest(call))
    return;
  call.report('database-destroy', says);
}

function isLocalTest(call: ApiCall): boolean {
  return isLocalService(call.self) && /test|moto|localstack/i.test(described(call.self));
}

/** `session.execute(delete(User))`, `User.delete().execute()`: without a `where` between them. */
function executed(call: ApiCall): Thing | undefined {
  const statement = call.arg(STATEMENT);
  const form = described(statement ?? call.self);
  if (/(?:^|\.)delete\(\)$|\.__table__\.delete\(\)$|\btruncate_table\(\)$/.test(form)) tell(call, 'deletes all rows');
  else if (/^sqlalchemy(?:\.\w+)*\.update\(\)\.values\(\)$/.test(form)) tell(call, 'changes all rows');
  else if (statement !== undefined) sql(STATEMENT).does?.(call);
  return undefined;
}

/** All that a query without a filter finds: `User.objects.all().delete()`, `session.query(User).delete()`. */
function deleted(call: ApiCall): undefined {
  const of = call.self.type === 'nothing' ? call.name.replace(/\.?delete$/, '') : described(call.self);
  if (/(?:^|\.)(?:query\(\)|query|objects|objects\(\)|all\(\))$/.test(of) && call.args.every((arg) => arg.type === 'number'))
    tell(call, 'deletes all rows');
  else if (/^dataset\.connect\(\)/.test(of) && call.args.length + call.named.size === 0) tell(call, 'deletes all rows');
  else if (call.args.some((arg) => literalOf(arg) === '*:*') || literalOf(call.arg('q')) === '*:*')
    tell(call, 'deletes all documents');
  else if (call.option('delete_all') || (call.option('recursive') && isEverything(call.args[0])))
    tell(call, 'deletes all that is in it');
  else if (/redis|valkey|memcache/i.test(of) && call.args.some(listsAll)) tell(call, 'deletes all keys');
  return undefined;
}

function isEverything(thing: Thing | undefined): boolean {
  return /^[/*]*$/.test(literalOf(thing) ?? '/');
}

/** The keys that `keys("*")` or `scan_iter()` found. */
function listsAll(thing: Thing): boolean {
  if (thing.type === 'list') return thing.items.some(listsAll);
  if (thing.type !== 'made' || !/\.(?:keys|scan_iter|scan)\(\)(?:\[\])?$/.test(thing.by)) return false;
  const listing = thing.by.endsWith('[]') && thing.self?.type === 'made' ? thing.self : thing;
  const pattern = listing.args[0] ?? listing.named.get('match') ?? listing.named.get('pattern');
  return pattern === undefined || literalOf(pattern) === '*';
}

/** With a filter it is ordinary work. */
function deletedMany(call: ApiCall): undefined {
  const filter = call.arg('0 filter');
  if (filter === undefined || (filter.type === 'object' && filter.entries.size === 0 && filter.rest === undefined))
    tell(call, 'deletes all rows');
  return undefined;
}

function droppedIndex(call: ApiCall): undefined {
  if (!/test|tmp|temp/i.test(literalOf(call.arg('0 index')) ?? '')) tell(call, 'deletes an index');
  return undefined;
}

function redisCommand(call: ApiCall): undefined {
  if (/^(?:flush(?:all|db)|shutdown)$/i.test((literalOf(call.args[0]) ?? '').split(' ')[0] ?? ''))
    tell(call, 'empties the database');
  return undefined;
}

/** `db.command("dropDatabase")` of a document store, `client.command("DROP TABLE t")`. */
function command(call: ApiCall): Thing | undefined {
  const [first] = call.args;
  const order = first?.type === 'object' ? [...first.entries.keys()][0] : literalOf(first);
  if (/^(?:drop\w*|shutdown)$/i.test(order ?? '')) tell(call, 'deletes database objects');
  else sql('0 cmd').does?.(call);
  return undefined;
}

function graph(call: ApiCall): undefined {
  const statement = show(toText(call.args[0] ?? textThing('')));
  const all = /\bmatch\s*\(\s*\w*\s*\)/i.test(statement) && !/\bwhere\b/i.test(statement);
  if ((all && /\bdelete\b/i.test(statement)) || /\bdrop\s+database\b/i.test(statement)) tell(call, 'deletes all nodes');
  return undefined;
}

function madeTable(call: ApiCall): undefined {
  const [name, connection] = [literalOf(call.arg('0 name')), call.arg('1 con')];
  if (name !== undefined && connection?.type === 'made') connection.held.push(textThing(`table ${name.toLowerCase()}`));
  return undefined;
}

function managed(call: ApiCall, given: readonly Thing[]): undefined {
  const [verb, ...rest] = given.map((one) => literalOf(one) ?? '');
  if (verb === 'migrate' && rest.includes('zero')) tell(call, 'takes all tables of an app back');
  else if (/^(?:flush|reset_db|sqlreset|reset_schema|droptables|drop_test_database|truncate\w*)$/.test(verb ?? ''))
    tell(call, 'empties the database');
  else if (verb === 'dbshell' || verb === 'shell') call.report('execute', `runs manage.py ${verb}`);
  return undefined;
}

function words(call: ApiCall, ...given: readonly string[]): undefined {
  call.command(listThing(given.map((word) => textThing(word))));
  return undefined;
}

function holds(thing: Thing, key: string, depth = 0): boolean {
  if (depth > 6) return false;
  if (thing.type === 'list') return thing.items.some((item) => holds(item, key, depth + 1));
  if (thing.type === 'object') return [...thing.entries].some(([name, entry]) => name === key || holds(entry, key, depth + 1));
  return thing.type === 'made' && thing.by.toLowerCase().includes(key.replace('_', ''));
}
