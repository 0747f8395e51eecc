// The network in JavaScript, and databases and clouds behind it.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { listThing, literalOf, madeThing, NOTHING, type Thing, taintOfThing, textThing, toText } from '../program/thing.ts';
import { hole } from '../value.ts';
import { isShell } from './javascript-processes.ts';
import { fetches, sql } from './make.ts';

const DATA = 'body data json form 1';

export const JAVASCRIPT_NETWORK: Apis = {
  'fetch undici.fetch undici.request node-fetch cross-fetch got got.get got.post got.put got.patch got.stream axios axios.get axios.head axios.post axios.put axios.patch axios.delete axios.request ky ky.get ky.post superagent.get superagent.post needle needle.get needle.post request request.get request.post phin ofetch ofetch.ofetch $fetch XMLHttpRequest().open navigator.sendBeacon':
    { does: (call) => answeredBy(call, fetches('0 url', DATA)) },
  'http.get https.get http.request https.request http2.connect': {
    does: (call) => answeredBy(call, fetches('0 hostname host', DATA)),
  },
  'http.request().write http.request().end https.request().write https.request().end net.connect().write net.connect().end tls.connect().write tls.connect().end WebSocket().send ws().send net.Socket().write net.Socket().end dgram.createSocket().send XMLHttpRequest().send':
    { does: sent },
  'net.connect net.createConnection tls.connect net.Socket().connect': { does: connected },
  'WebSocket ws socket.io-client.io': { tell: ['network', 'connects to {0}'], gives: 'WebSocket()' },
  'dns.lookup dns.resolve dns.resolve4 dns.resolveTxt': { does: (call) => answeredBy(call, fetches('0', '')) },
  '*.pipe stream.pipeline stream.promises.pipeline': { does: piped },
  'nodemailer.createTransport().sendMail': { tell: ['upload', 'sends mail'] },
  '*.sendMail': { tell: ['upload', 'sends mail'] },

  '*.query *.execute *.raw *.exec *.run *.unsafe *.$executeRawUnsafe *.$queryRawUnsafe *.$executeRaw *.prepare *.multiQuery *.batch':
    sql('0 sql text'),
  '*.dropDatabase *.dropCollection *.dropTable *.dropTableIfExists *.dropSchema *.drop *.dropAllTables': { does: dropped },
  '*.deleteMany *.destroyAll': { does: deletedMany },
  '*.sendCommand *.call *.executeCommand': { does: commanded },
  '*.destroy': {
    does: (call) => {
      if (call.option('truncate')) call.report('database-destroy', 'empties tables');
      return undefined;
    },
  },
  '*.flushAll *.flushDb *.flushall *.flushdb *.FLUSHALL': { tell: ['database-destroy', 'empties the database'] },
};

export const JAVASCRIPT_FAMILIES = [
  [
    /^@aws-sdk\/.*\.(?:Delete|Terminate|Purge|Deregister|Destroy|Reset|Stop|Disable|ScheduleKeyDeletion|BatchDelete|Release)\w*Command$/,
    { tell: ['cloud-destroy', 'destroys in the cloud'] },
  ],
  [/^@aws-sdk\/.*\.(?:GetSecretValue|GetParameters?)Command$/, { tell: ['read-secret', 'reads a secret of the cloud'] }],
  [
    /^aws-sdk\..*\.(?:delete|terminate|purge|deregister|destroy|stop|emptyBucket)\w*$/,
    { tell: ['cloud-destroy', 'destroys in the cloud'] },
  ],
  [
    /^(?:@google-cloud\/|@azure\/|@kubernetes\/client-node|dockerode|googleapis|@octokit\/|octokit|@vercel\/|heroku-client|cloudflare).*\.(?:\w*[dD]elete\w*|remove\w*|prune\w*|destroy\w*|purge\w*|terminate\w*)$/,
    { tell: ['cloud-destroy', 'destroys in the cloud'] },
  ],
  [/^(?:simple-git|isomorphic-git)\b.*\.(?:push|reset|clean|raw|checkout|branch|deleteLocalBranch|rebase|stash)$/, { does: git }],
] as const satisfies readonly (readonly [RegExp, Api])[];

function git(call: ApiCall): Thing {
  const words = call.args.flatMap((arg) => (arg.type === 'list' ? arg.items : [arg])).filter((arg) => arg.type === 'text');
  const verb = call.name.split('.').at(-1) ?? '';
  return textThing(call.command(listThing([textThing('git'), ...(verb === 'raw' ? [] : [textThing(verb)]), ...words])));
}

/** A callback gets the answer too; data comes in by its events. */
function answeredBy(call: ApiCall, api: Api): Thing | undefined {
  const result = api.does?.(call);
  const last = call.args.at(-1);
  if (last !== undefined) call.later(last, [/^dns/.test(call.name) ? NOTHING : (result ?? NOTHING), result ?? NOTHING]);
  return result;
}

function sent(call: ApiCall): undefined {
  const { secret, outside } = taintOfThing(listThing([...call.args]));
  if (secret !== undefined || outside !== undefined) call.report('upload', `sends ${secret ?? outside} to another machine`);
  return undefined;
}

function connected(call: ApiCall): Thing {
  const host = literalOf(call.arg('host') ?? call.args.find((arg) => arg.type === 'text')) ?? 'a host';
  call.report('network', `connects to ${host}`, { host });
  const socket = madeThing('net.connect()', { args: call.args, content: hole('(from a host)', { download: host }) });
  const last = call.args.at(-1);
  if (last !== undefined) call.later(last, [socket]);
  return socket;
}

/** Where what comes in goes: to a shell, or out of the machine. */
function piped(call: ApiCall): Thing {
  const [from, to] = call.name.endsWith('pipeline')
    ? [call.args[0] ?? NOTHING, call.args.at(-1) ?? NOTHING]
    : [call.self, call.args[0] ?? NOTHING];
  if (isShellEnd(to) && !isOwnInput(from)) call.report('reverse-shell', 'gives a shell to whoever is connected');
  else if (isShellEnd(from) && isConnection(to)) call.report('reverse-shell', 'gives a shell to whoever is connected');
  else if (isConnection(to)) {
    const { secret, outside } = taintOfThing(from);
    if (secret !== undefined || outside !== undefined) call.report('upload', `sends ${secret ?? outside} to another machine`);
  }
  if (to.type === 'made' && to.by === 'fs.createWriteStream()')
    call.touch('write', textThing(to.content), { content: toText(from) });
  return to;
}

function isShellEnd(thing: Thing): boolean {
  const process = thing.type === 'made' && /\.std(?:in|out|err)$/.test(thing.by) ? thing.self : thing;
  return process?.type === 'made' && /spawn|exec|fork/.test(process.by) && isShell(process.args[0]);
}

function isOwnInput(thing: Thing): boolean {
  return thing.type === 'made'
    ? /^(?:fs\.|process\.stdin)/.test(thing.by)
    : thing.type === 'ref' && thing.name === 'process.stdin';
}

function isConnection(thing: Thing): boolean {
  return thing.type === 'made' && /^(?:net|tls|https?|http2)\./.test(thing.by);
}

function dropped(call: ApiCall): undefined {
  const known = call.self.type === 'made' || call.self.type === 'unknown' || /connection|mongoose|knex|sequelize/.test(call.name);
  if (known && !(call.self.type === 'made' && /^(?:d3|lodash|_|jest)\b/.test(call.self.by)))
    call.report('database-destroy', 'deletes database objects');
  return undefined;
}

/** Redis and its like: a command as words. */
function commanded(call: ApiCall): undefined {
  const [first] = call.args;
  const word = literalOf(first?.type === 'list' ? first.items[0] : first);
  if (word !== undefined && /^(?:flush(?:all|db)|shutdown)$/i.test(word)) call.report('database-destroy', 'empties the database');
  return undefined;
}

function deletedMany(call: ApiCall): undefined {
  const filter = call.args[0];
  const where = filter?.type === 'object' ? (filter.entries.get('where') ?? filter) : filter;
  if (where === undefined || (where.type === 'object' && where.entries.size === 0 && where.rest === undefined))
    call.report('database-destroy', 'deletes all rows');
  return undefined;
}
