// The network in Python: requests, sockets, mail; and databases and clouds behind it.
import type { ApiCall, Apis } from '../program/api.ts';
import { listThing, literalOf, madeThing, type Thing, taintOfThing, textThing, toText } from '../program/thing.ts';
import { hole, show, taintOf } from '../value.ts';
import { fetches, sql } from './make.ts';

const DATA = 'data json files content body params fields';

export const PYTHON_NETWORK: Apis = {
  'requests.get requests.head requests.options httpx.get httpx.head requests.Session().get requests.Session().head httpx.Client().get httpx.AsyncClient().get aiohttp.ClientSession().get httpx.stream':
    fetches('0 url', DATA, 'response'),
  'requests.post requests.put requests.patch requests.delete httpx.post httpx.put httpx.patch httpx.delete requests.Session().post requests.Session().put requests.Session().patch requests.Session().delete httpx.Client().post httpx.Client().put httpx.AsyncClient().post httpx.AsyncClient().put aiohttp.ClientSession().post aiohttp.ClientSession().put':
    fetches('0 url', `${DATA} 1`, 'response'),
  'requests.request httpx.request requests.Session().request httpx.Client().request urllib3.PoolManager().request': fetches(
    '1 url',
    DATA,
    'response',
  ),
  'urllib.request.urlopen urllib2.urlopen urllib.urlopen': fetches('0 url', 'data 1', 'response'),
  'urllib.request.Request': {
    does: (call) =>
      madeThing('urllib.request.Request()', {
        args: call.args,
        named: call.named,
        content: toText(call.arg('0 url') ?? textThing('')),
      }),
  },
  'urllib.request.urlretrieve wget.download gdown.download': { does: retrieved },
  'http.client.HTTPConnection http.client.HTTPSConnection': { does: connection },
  'http.client.HTTPConnection().request': fetches('self 1 url', 'body 2 headers 3', 'response'),
  'socket.create_connection socket.socket().connect socket.socket().connect_ex asyncio.open_connection': { does: connected },
  'socket.gethostbyname socket.gethostbyname_ex socket.getaddrinfo dns.resolver.resolve dns.resolver.query': fetches(
    '0 host',
    '',
  ),
  'socket.socket': { does: () => madeThing('socket.socket()', { content: hole('(from a host)', { download: 'a host' }) }) },
  '*.sendall *.send *.sendto *.sendfile': { does: sent },
  'smtplib.SMTP().sendmail smtplib.SMTP().send_message smtplib.SMTP_SSL().sendmail smtplib.SMTP_SSL().send_message': {
    tell: ['upload', 'sends mail'],
  },
  '*.storbinary *.storlines': { tell: ['upload', 'sends a file to another machine'] },
  'paramiko.SSHClient().connect paramiko.Transport': { tell: ['network', 'logs in to {0}'] },
  '*.put *.upload': { does: uploadedOver },
  'os.dup2': {
    does: (call) => {
      if (holdsSocket(call.args[0])) call.report('reverse-shell', 'ties standard input and output to a connection');
      return undefined;
    },
  },
  '*.upload_file *.upload_fileobj *.upload_from_filename *.put_object *.upload_blob': { does: uploaded },

  '*.execute *.executemany *.executescript *.exec_driver_sql *.raw *.read_sql *.exec_sql pandas.read_sql pandas.read_sql_query':
    sql('0 sql statement operation query'),
  '*.drop_database *.drop_collection *.dropDatabase *.drop_all *.drop_table *.drop_index *.delete_database *.drop_schema': {
    does: (call) => dropped(call),
  },
  '*.flushall *.flushdb': { tell: ['database-destroy', 'empties the database'] },
  '*.delete_many *.deleteMany *.remove_all': { does: deletedMany },
};

/** Families of cloud clients: one line each. */
export const PYTHON_FAMILIES = [
  [
    /^boto3\..*\.(?:delete|terminate|purge|deregister|destroy|reset|stop|disable|schedule_key_deletion|batch_delete|release)\w*$|^boto3\..*\.abort_\w+$/,
    { tell: ['cloud-destroy', 'destroys in the cloud'] },
  ],
  [
    /^boto3\..*\.(?:get_secret_value|get_parameters?|get_session_token)$/,
    { tell: ['read-secret', 'reads a secret of the cloud'] },
  ],
  [
    /^boto3\..*\.(?:create_user|create_access_key|attach_\w+_policy|put_\w+_policy|add_user_to_group|update_assume_role_policy|authorize_security_group_\w+|modify_\w+)$/,
    { tell: ['privilege', 'changes rights in the cloud'] },
  ],
  [
    /^(?:google\.cloud|googleapiclient|azure|kubernetes|docker|digitalocean|heroku3|linode_api4|openstack|oci|libcloud|hcloud|github)\b.*\.(?:\w*delete\w*|terminate\w*|destroy\w*|purge\w*|begin_delete\w*|remove|prune\w*|kill|drop\w*)$/,
    { tell: ['cloud-destroy', 'destroys in the cloud'] },
  ],
  [
    /^ctypes\.CDLL\(\)\.(?:system|popen|exec\w*)$/,
    { does: (call: ApiCall) => textThing(call.shell(call.args[0] ?? textThing(hole('(command)')))) },
  ],
  [
    /^ctypes\.CDLL\(\)\.(?:setuid|setgid|ptrace|reboot|mount|kill|unlink|remove)$/,
    { tell: ['opaque', 'cannot tell: calls the system library'] },
  ],
  [
    /^sh\.(?!Command$)\w+$/,
    {
      does: (call: ApiCall) =>
        madeThing('sh()', { content: call.command(listThing([textThing(call.name.slice(3).replace(/_/g, '-')), ...call.args])) }),
    },
  ],
  [
    /^plumbum\.(?:cmd\.\w+|local\[\])$/,
    {
      does: (call: ApiCall) =>
        madeThing('sh()', { content: call.command(listThing([textThing(call.name.split('.').at(-1) ?? ''), ...call.args])) }),
    },
  ],
  [
    /^boto3\..*\.get_credentials$/,
    {
      tell: ['read-secret', 'reads the access keys'],
      does: () => madeThing('boto3.credentials', { content: hole('(access keys)', { secret: 'the access keys' }) }),
    },
  ],
  [/\.objects\.all\(\)\.delete$/, { tell: ['database-destroy', 'deletes all rows'] }],
  [/^git\.Repo(?:\.\w+)?\(\)(?:.*\.remotes?\b.*\.push|\.git\.\w+)$/, { does: git }],
] as const satisfies readonly (readonly [RegExp, object])[];

/** GitPython: options are named arguments. */
function git(call: ApiCall): Thing {
  const verb = call.name.split('.').at(-1)?.replaceAll('_', '-') ?? '';
  const options = [...call.named].flatMap(([name, thing]) => {
    const dashed = `${name.length === 1 ? '-' : '--'}${name.replaceAll('_', '-')}`;
    if (name === 'refspec') return [thing];
    return thing.type === 'nothing'
      ? []
      : thing.type === 'text'
        ? [textThing(`${dashed}=${literalOf(thing) ?? ''}`)]
        : [textThing(dashed)];
  });
  const words = call.args.flatMap((arg) => (arg.type === 'list' ? arg.items : [arg]));
  const refspec = call.named.has('refspec') ? [textThing('origin')] : [];
  return textThing(call.command(listThing([textThing('git'), textThing(verb), ...words, ...refspec, ...options])));
}

function retrieved(call: ApiCall): Thing {
  const address = show(toText(call.arg('0 url') ?? textThing('')));
  const host = /^[a-z]+:\/\/([^/:]+)/i.exec(address)?.[1] ?? 'a host';
  call.report('network', `talks to ${host}`, { host });
  const target = call.arg('1 filename out output');
  if (target !== undefined) call.touch('overwrite', target, { content: hole('(downloaded)', { download: host }) });
  return listThing([target ?? textThing('/tmp/(mktemp-download)'), textThing('')]);
}

function connection(call: ApiCall): Thing {
  const host = show(toText(call.arg('0 host') ?? textThing('a host')));
  return madeThing('http.client.HTTPConnection()', { args: call.args, content: hole(`https://${host}`, { download: host }) });
}

function connected(call: ApiCall): Thing {
  const address = call.arg('0 address host');
  const host = address === undefined ? 'a host' : (literalOf(address.type === 'list' ? address.items[0] : address) ?? 'a host');
  call.report('network', `connects to ${host}`, { host });
  return madeThing('socket.socket()', { args: call.args, content: hole('(from a host)', { download: host }) });
}

function sent(call: ApiCall): undefined {
  const { secret, outside } = taintOfThing(listThing([...call.args]));
  if (secret !== undefined || outside !== undefined) call.report('upload', `sends ${secret ?? outside} to another machine`);
  return undefined;
}

function holdsSocket(thing: Thing | undefined): boolean {
  return thing?.type === 'made' && /socket|open_connection/.test(thing.by);
}

/** sftp.put(local, remote): only where the receiver talks to another machine. */
function uploadedOver(call: ApiCall): undefined {
  if (call.self.type === 'made' && /paramiko|open_sftp|fabric|pysftp|Transport/.test(call.self.by))
    call.report('upload', `sends ${show(toText(call.args[0] ?? textThing('a file')))} to another machine`);
  return undefined;
}

function uploaded(call: ApiCall): undefined {
  const carried = [...call.args, ...call.named.values()];
  for (const one of carried) if (one.type === 'text' && /^[~/]/.test(show(one.value))) call.read(one);
  const { secret, outside } = taintOfThing(listThing(carried));
  const read = carried
    .map((one) => (one.type === 'text' ? taintOf(call.read(one)).secret : undefined))
    .find((one) => one !== undefined);
  call.report((secret ?? outside ?? read) ? 'upload' : 'network', `sends ${secret ?? outside ?? read ?? 'a file'} to the cloud`);
  return undefined;
}

function dropped(call: ApiCall): undefined {
  if (!/memory/.test(show(toText(call.self)))) call.report('database-destroy', 'deletes database objects');
  return undefined;
}

/** With a filter it is ordinary work. */
function deletedMany(call: ApiCall): undefined {
  const filter = call.args[0];
  if (filter === undefined || (filter.type === 'object' && filter.entries.size === 0 && filter.rest === undefined))
    call.report('database-destroy', 'deletes all rows');
  return undefined;
}
