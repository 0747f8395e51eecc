// The network in JavaScript: requests, sockets, mail and messages.
import { hostOf, isLocal } from '../commands/host-of.ts';
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { listThing, literalOf, madeThing, NOTHING, type Thing, taintOfThing, toText, unknownThing } from '../program/thing.ts';
import { hole, show } from '../value.ts';
import { fetches } from './make.ts';

const DATA = 'body data json form formData multipart 1';
/** Where a machine of a cloud asks for its own keys. */
const METADATA =
  /^(?:https?:\/\/)?(?:169\.254\.169\.254|169\.254\.170\.2|metadata\.google\.internal|100\.100\.100\.200)\b.*(?:iam|credential|token|user-data|service-accounts|identity)/;

export const JAVASCRIPT_NETWORK: Apis = {
  'fetch undici.fetch undici.request undici.stream node-fetch cross-fetch isomorphic-fetch node-fetch-native got got.get got.post got.put got.patch got.delete got.head got.stream got.stream.post axios axios.request axios.get axios.head axios.post axios.put axios.patch axios.delete axios.postForm axios.putForm ky ky.get ky.post ky.put ky.patch ky.delete superagent superagent.get superagent.post superagent.put superagent.patch superagent.delete superagent.del needle.get needle.post needle.put needle.delete needle.request request request.get request.post request.put request.delete request-promise request-promise-native phin centra bent wretch ofetch ofetch.ofetch $fetch make-fetch-happen minipass-fetch XMLHttpRequest().open navigator.sendBeacon urllib.request axios().request fetch-retry form-data().submit Bun.fetch':
    { does: (call) => asked(call, fetches('0 url uri baseURL', DATA)) },
  needle: { does: (call) => asked({ ...call, args: call.args.slice(1) }, fetches('0 url', DATA)) },
  'http.get https.get http.request https.request http2.connect follow-redirects.http.get follow-redirects.https.get follow-redirects.http.request follow-redirects.https.request':
    { does: (call) => asked(call, fetches('0 hostname host', DATA)) },
  'http.request().write http.request().end https.request().write https.request().end net.connect().write net.connect().end tls.connect().write tls.connect().end WebSocket().send WebSocket().emit WebSocket().write net.Socket().write net.Socket().end dgram.createSocket().send XMLHttpRequest().send superagent.post().send superagent.post().attach superagent.post().field superagent.put().send http2.connect().request().write http2.connect().request().end mqtt.connect().publish mqtt.connectAsync().publish RTCPeerConnection().send Deno.connect().write Bun.connect().write':
    { does: sent },
  'net.connect net.createConnection tls.connect net.Socket().connect Deno.connect Bun.connect': { does: connected },
  'WebSocket ws ws.WebSocket socket.io-client.io socket.io-client isomorphic-ws mqtt.connect': {
    does: (call) => {
      call.report('network', `connects to ${show(toText(call.args[0] ?? NOTHING)).slice(0, 60)}`);
      sent(call);
      return madeThing('WebSocket()', { args: call.args });
    },
  },
  'dns.lookup dns.resolve dns.resolve4 dns.resolve6 dns.resolveTxt dns.resolveAny dns.resolveMx dns.resolveCname dns.reverse dns.Resolver().resolve dns.Resolver().resolve4 dns.Resolver().resolveTxt Deno.resolveDns Bun.dns.lookup native-dns.Request':
    { does: (call) => asked(call, fetches('0', '')) },
  '*.sendMail *.messages.create *.emails.send': { does: mailed },
  'net.connect().on net.connect().once tls.connect().on net.Socket().on WebSocket().on WebSocket().once WebSocket().addEventListener WebSocket().addListener http.get().on https.get().on http.request().on https.request().on dgram.createSocket().on mqtt.connect().on ws.WebSocketServer().on':
    { does: heard },
  'ngrok.connect @ngrok/ngrok.forward @ngrok/ngrok.connect localtunnel': { tell: ['network', 'lets others reach this machine'] },
};

/** A callback gets the answer too; data comes in by its events. */
function asked(call: ApiCall, api: Api): Thing | undefined {
  const result = api.does?.(call);
  const address = show(toText(call.arg('0 url hostname host') ?? NOTHING)) + show(toText(call.arg('path pathname') ?? NOTHING));
  if (METADATA.test(address)) call.report('read-secret', "asks the cloud for this machine's keys");
  const engine = /docker|containerd|podman/.test(show(toText(call.arg('socketPath') ?? NOTHING)));
  if (engine && /^(?:POST|PUT|DELETE)$/i.test(literalOf(call.arg('method')) ?? 'GET'))
    call.report('privilege', 'gives orders to the container engine');
  const last = call.args.at(-1);
  const given = result ?? NOTHING;
  if (last !== undefined) call.later(last, /^dns/.test(call.name) ? [NOTHING, given] : [given, given, given]);
  return result;
}

function sent(call: ApiCall): undefined {
  const { secret, outside } = taintOfThing(listThing([...call.args]));
  if (secret !== undefined || outside !== undefined) call.report('upload', `sends ${secret ?? outside} to another machine`);
  return undefined;
}

function connected(call: ApiCall): Thing {
  const host = literalOf(call.arg('host hostname') ?? call.args.find((arg) => arg.type === 'text')) ?? 'a host';
  call.report('network', `connects to ${host}`, { host });
  const socket = madeThing('net.connect()', { args: call.args, content: hole('(from a host)', { download: host }) });
  const last = call.args.at(-1);
  if (last !== undefined) call.later(last, [socket]);
  return socket;
}

/** Whoever is connected decides what comes in. */
function heard(call: ApiCall): Thing {
  const { download = 'a host' } = taintOfThing(call.self);
  const [event, callback] = call.args;
  const comes = unknownThing('(event)', { download });
  if (callback?.type === 'function')
    call.later(
      callback,
      literalOf(event) === 'connection' || literalOf(event) === 'response' ? [call.self, call.self] : [comes, comes],
    );
  return call.self;
}

/** Mail on this machine is caught by a program for tests. */
function mailed(call: ApiCall): undefined {
  const server = call.self.type === 'made' ? call.self.args[0] : undefined;
  const host = server?.type === 'object' ? literalOf(server.entries.get('host')) : hostOf(literalOf(server) ?? '').host;
  const carried = taintOfThing(listThing([...call.args]));
  if (isLocal(host) && carried.secret === undefined) call.report('network', 'sends mail to this machine');
  else if (call.name.endsWith('.sendMail') || carried.secret !== undefined || carried.outside !== undefined)
    call.report('upload', 'sends mail');
  return undefined;
}
