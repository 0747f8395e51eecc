// The network in Python: requests, downloads, sockets.
import type { ApiCall, Apis } from '../program/api.ts';
import { listThing, literalOf, madeThing, type Thing, textThing, toText } from '../program/thing.ts';
import { hole, show } from '../value.ts';
import { fetches } from './make.ts';
import { holdsSocket } from './python-processes.ts';

const DATA = 'data json files content body params fields';

const CLIENTS = [
  ...['requests', 'niquests', 'httpx', 'curl_cffi.requests', 'grequests', 'treq', 'asks', 'urllib3'],
  ...['requests.Session()', 'httpx.Client()', 'httpx.AsyncClient()', 'aiohttp.ClientSession()', 'urllib3.PoolManager()'],
  ...['requests_html.HTMLSession()', 'cloudscraper.create_scraper()', 'requests_oauthlib.OAuth2Session()', 'niquests.Session()'],
];

export const PYTHON_NETWORK: Apis = {
  ...Object.fromEntries(
    CLIENTS.flatMap((client) => [
      ...['get', 'head', 'options', 'stream'].map((verb) => [`${client}.${verb}`, fetches('0 url', DATA, 'response')] as const),
      ...['post', 'put', 'patch', 'delete'].map(
        (verb) => [`${client}.${verb}`, fetches('0 url', `${DATA} 1`, 'response')] as const,
      ),
      [`${client}.request`, fetches('1 url', DATA, 'response')] as const,
    ]),
  ),
  'urllib.request.urlopen urllib2.urlopen urllib.urlopen urllib.request.build_opener().open urllib.request.OpenerDirector().open webbrowser.open webbrowser.open_new_tab webbrowser.open_new':
    fetches('0 url', 'data 1', 'response'),
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
  'socket.socket': { does: () => madeThing('socket.socket()', { content: hole('(from a host)', { download: 'a host' }) }) },
  'os.dup2': {
    does: (call) => {
      if (holdsSocket(call.args[0])) call.report('reverse-shell', 'ties standard input and output to a connection');
      return undefined;
    },
  },
};

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
