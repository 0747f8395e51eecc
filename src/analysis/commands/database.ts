// Database clients: the statements in their options, files and standard input are read for those that destroy.
import { pathOf } from '../path-of.ts';
import { join, show, text, textOf, type Value } from '../value.ts';
import type { Call, Pattern, Specs } from './spec.ts';
import { statementsOf } from './statements.ts';

const CLIENT = 'h host p port U username u user d dbname D database P password';

export const DATABASES: Specs = {
  psql: {
    values: `${CLIENT} c command f file v set o output F R`,
    does: (call) => statements(call, 'c command', 'f file', 2),
  },
  'mysql mariadb': {
    values: 'h host P port u user D database e execute S socket',
    does: (call) => statements(call, 'e execute', '', 1),
  },
  'sqlite3 sqlite duckdb': {
    values: 'cmd init separator c',
    first: 'hand-on',
    does: (call) => statements(call, 'cmd c', 'init', 1),
  },
  'sqlcmd bq clickhouse-client cqlsh snowsql usql mycli pgcli influx': {
    values: `${CLIENT} Q q query e i S`,
    does: (call) => statements(call, 'Q q query e', 'i', 0),
  },
  'mongosh mongo': { values: 'eval host port u p', does: mongo },
  'redis-cli valkey-cli': { values: 'h p a n u user', executes: true, does: redis },
  'dropdb dropuser createdb pg_restore pg_dump mysqldump mongodump mongorestore': {
    values: `${CLIENT} f file F format o out`,
    executes: true,
    options: { 'f file o out': 'overwrite' },
  },
  'prisma knex sequelize alembic rails artisan': { executes: true },
};

export const DATABASE_LINES: readonly Pattern[] = [
  ['dropdb', 'database-destroy', 'deletes the database {1}', 'database'],
  ['dropuser', 'database-destroy', 'deletes the user {1}'],
  ['pg_restore -c|--clean', 'database-destroy', 'replaces the database'],
  ['mongorestore --drop', 'database-destroy', 'replaces the database'],
  ['redis-cli … FLUSHALL|flushall|FLUSHDB|flushdb|SHUTDOWN|shutdown|DEBUG|debug', 'database-destroy', 'empties the database'],
  ['redis-cli … CONFIG|config SET|set', 'database-destroy', 'changes the settings of the database'],
  ['valkey-cli … FLUSHALL|flushall|FLUSHDB|flushdb', 'database-destroy', 'empties the database'],
  ['mysqladmin … drop|shutdown', 'database-destroy', 'deletes the database'],
  ['rails db:drop|db:reset|db:purge|db:schema:load', 'database-destroy', 'deletes the database', 'database'],
  ['rake db:drop|db:reset|db:purge', 'database-destroy', 'deletes the database', 'database'],
  ['bundle exec rails|rake db:drop|db:reset|db:purge', 'database-destroy', 'deletes the database', 'database'],
  ['prisma migrate reset', 'database-destroy', 'deletes the database', 'database'],
  ['prisma db push --force-reset|--accept-data-loss', 'database-destroy', 'deletes data of the database', 'database'],
  ['npx prisma migrate reset', 'database-destroy', 'deletes the database', 'database'],
  ['npx prisma db push --force-reset|--accept-data-loss', 'database-destroy', 'deletes data of the database', 'database'],
  ['php artisan migrate:fresh|migrate:reset|db:wipe', 'database-destroy', 'deletes the database', 'database'],
  ['python manage.py flush|reset_db', 'database-destroy', 'empties the database', 'database'],
  ['python3 manage.py flush|reset_db', 'database-destroy', 'empties the database', 'database'],
  ['alembic downgrade base', 'database-destroy', 'deletes the tables', 'database'],
  ['kafka-topics --delete', 'database-destroy', 'deletes topics'],
  ['kafka-topics.sh --delete', 'database-destroy', 'deletes topics'],
  ['kafka-delete-records', 'database-destroy', 'deletes records'],
  ['kafka-delete-records.sh', 'database-destroy', 'deletes records'],
  ['kafka-consumer-groups --delete|--reset-offsets !--dry-run', 'database-destroy', 'changes what is read'],
  ['kafka-consumer-groups.sh --delete|--reset-offsets !--dry-run', 'database-destroy', 'changes what is read'],
  ['rpk topic delete|trim-prefix', 'database-destroy', 'deletes the topic {1}'],
  [
    'rabbitmqctl … reset|force_reset|delete_queue|delete_vhost|purge_queue|delete_user|stop_app|clear_permissions',
    'database-destroy',
    'deletes from the broker: {*}',
  ],
  ['rabbitmqadmin delete|purge', 'database-destroy', 'deletes from the broker: {*}'],
  ['nats stream|consumer|kv|object rm|delete|purge|del', 'database-destroy', 'deletes from the broker: {*}'],
  ['pulsar-admin … delete|terminate|unload', 'database-destroy', 'deletes from the broker: {*}'],
  ['nodetool clearsnapshot|decommission|removenode|assassinate|drain', 'database-destroy', 'changes the cluster: {1}'],
  ['typeorm schema:drop', 'database-destroy', 'deletes the tables', 'database'],
  ['sequelize db:drop|db:migrate:undo:all', 'database-destroy', 'deletes the database', 'database'],
  ['sequelize-cli db:drop|db:migrate:undo:all', 'database-destroy', 'deletes the database', 'database'],
  ['knex migrate:rollback --all', 'database-destroy', 'deletes the tables', 'database'],
  ['drizzle-kit drop', 'database-destroy', 'deletes migrations'],
  ['mix ecto.drop|ecto.reset', 'database-destroy', 'deletes the database', 'database'],
  ['dotnet ef database drop', 'database-destroy', 'deletes the database', 'database'],
  ['flyway clean', 'database-destroy', 'empties the database', 'database'],
  ['liquibase dropAll|drop-all|rollback', 'database-destroy', 'deletes the tables', 'database'],
  ['dbmate drop', 'database-destroy', 'deletes the database', 'database'],
  ['hasura metadata clear', 'database-destroy', 'deletes the metadata'],
  ['pg_dropcluster', 'database-destroy', 'deletes the cluster {*}'],
  ['pg_resetwal', 'database-destroy', 'resets the database'],
  ['bq rm', 'database-destroy', 'deletes {1}'],
  ['etcdctl … del|delete|defrag|remove', 'database-destroy', 'deletes keys'],
  ['influx delete', 'database-destroy', 'deletes data'],
];

function statements(call: Call, options: string, files: string, operand: number): undefined {
  const { stdin, operands, read } = call;
  const sources: Value[] = [
    ...call.options.all(options),
    stdin,
    ...call.options.all(files).map((file) => (show(file) === '-' ? stdin : read(file))),
  ];
  // Comments hide nothing from a database.
  const all = operands.length > 0 && call.name.startsWith('sqlite') ? [...sources, ...operands.slice(operand)] : sources;
  const file = /^(?:sqlite|duckdb)/.test(call.name) ? (operands[0] ?? text(':memory:')) : undefined;
  // What is in memory only is gone with the program.
  const report: Call['report'] =
    file !== undefined && /^(?::memory:|file::memory:.*)?$/.test(show(file)) ? onlyPrograms(call) : call.report;
  const own = file !== undefined && /^(?:inside|.*temporary)$/.test(pathOf(file, call.scene).where);
  for (const source of all) statementsOf(show(join([source, text('\n')])), report, own);
  for (const source of all) tellOrders(show(source), call);
  const looks = all.every((source) =>
    show(source)
      .split(';')
      .every((one) => LOOKS.test(one)),
  );
  if (file === undefined) call.report('execute', SERVER);
  else if (report === call.report && !looks) report('execute', `changes the database ${show(file)}`);
  return undefined;
}

/** A statement that only looks, or an order of the client; orders that write are told above. */
const LOOKS = /^\s*(?:(?:select|explain|values|show|describe|summarize)\b.*|\.\w[^\n]*|pragma\s+\w+(?:\([^)]*\))?)?\s*$/is;

const SERVER = 'sends statements to a database server';

function onlyPrograms({ report }: Call): Call['report'] {
  return (kind, ...rest) => (kind === 'database-destroy' ? undefined : report(kind, ...rest));
}

/** Orders of the clients themselves: what they write or run is named behind them. */
const ORDERS: readonly (readonly [client: RegExp, order: RegExp])[] = [
  [/^(?:sqlite|duckdb)/, /\b(?:writefile\s*\(|vacuum\s+(?:main\s+)?into|attach(?:\s+database)?)\s*['"]([^'"]+)['"]/gim],
  [/^(?:duckdb|clickhouse)/, /\bcopy\b[^;]{0,500}\bto\s{1,9}'([^']+)'/gim],
  [/^(?:sqlite|duckdb)/, /^\s*\.(?:output|once|save|backup|log|trace)\s+(?:main\s+)?(\S.*)$/gm],
  [/^psql$/, /\\(?:o|out|g|gx|w|write)\s+(\S.*)$/gm],
  [/^(?:mysql|mariadb)$/, /^\s*(?:tee|\\T)\s+(\S.*)$/gm],
];

function tellOrders(source: string, { name, touch, read, code }: Call): void {
  for (const [client, order] of ORDERS) {
    if (!client.test(name)) continue;
    for (const [, found = ''] of source.matchAll(order)) {
      const target = found.trim().replace(/^["']|["';]+$/g, '');
      if (target.startsWith('|')) code('bash', text(target.slice(1)), name);
      else if (!/^(?:stdout|stderr|off|on)$/.test(target)) touch('overwrite', text(target));
    }
  }
  if (/^(?:sqlite|duckdb)/.test(name))
    for (const [, found = ''] of source.matchAll(/\b(?:readfile|read_(?:text|blob|csv)(?:_auto)?)\s*\(\s*'([^']+)'/gi))
      read(text(found));
}

function redis({ operands, stdin, report }: Call): undefined {
  const at = operands.findIndex((word) => /^(?:del|unlink)$/i.test(show(word)));
  const [key] = at === -1 ? [] : (operands[at + 1] ?? []);
  // Keys that only the run knows may be all of them.
  if (key?.type === 'hole' && key.nature === 'any')
    report('database-destroy', `deletes the keys ${show(operands[at + 1] ?? [])}`);
  if (/^\s*(?:flush(?:all|db)|shutdown)\b/im.test(show(stdin))) report('database-destroy', 'empties the database');
  return undefined;
}

function mongo(call: Call): undefined {
  const code = [...call.options.all('eval'), call.stdin].map((value) => textOf(value) ?? show(value)).join('\n');
  if (
    /\bdrop(?:Database|Index\w*|User|AllUsers\w*)?\s*\(|\b(?:deleteMany|remove)\s*\(\s*(?:\{\s*\})?\s*\)|shutdownServer/.test(
      code,
    )
  )
    call.report('database-destroy', 'deletes data of the database');
  call.report('execute', SERVER);
  return undefined;
}
