// What curl, wget and their like fetch, and what they send along.
import { posix } from 'node:path';
import { pathOf } from '../path-of.ts';
import { EMPTY, hole, join, show, taintOf, text, type Value } from '../value.ts';
import { hostOf, isLocal } from './host-of.ts';
import type { Call, Specs } from './spec.ts';

const CURL_VALUES =
  'A b c C d D e E F H K m o P Q r s t T u U w x X y Y z url request header data data-raw data-binary data-urlencode data-ascii json form form-string output output-dir upload-file user user-agent cookie cookie-jar referer proxy config max-time connect-timeout retry retry-delay retry-max-time write-out cacert capath cert key resolve connect-to interface limit-rate range dump-header netrc-file unix-socket abstract-unix-socket trace trace-ascii libcurl stderr etag-save hsts alt-svc preproxy socks4 socks4a socks5 socks5-hostname doh-url';
const WGET_VALUES =
  'O o a P i e B U t T w Q l A R D X I output-document output-file append-output directory-prefix input-file execute base user-agent tries timeout wait quota level header post-data post-file body-data body-file method user password load-cookies save-cookies ca-certificate use-askpass';

export const DOWNLOADS: Specs = {
  curl: { values: CURL_VALUES.replace(' s ', ' '), does: curl },
  'wget wget2': { values: WGET_VALUES, does: wget },
  'http https xh': {
    values: 'o output a auth d',
    does: (call) => {
      const words = call.operands.map(show);
      const address = words.find((word) => /[./:]/.test(word)) ?? 'a host';
      tellDelete(call, words[0] ?? '', address, call.options.has('a auth'));
      return fetched(call, address, call.operands);
    },
  },
  'aria2c axel': { values: 'o d x s', does: (call) => download(call, show(call.operands[0] ?? []), call.options.all('o')[0]) },
};

/** Options that name whom curl talks to in place of, or on the way to, the host of the address; and for which host another is looked up. */
const BETWEEN = 'x proxy preproxy socks4 socks4a socks5 socks5-hostname doh-url unix-socket abstract-unix-socket';
const INSTEAD = 'resolve connect-to';

/** Where clouds hand a machine its own keys. */
const METADATA =
  /^(?:169\.254\.169\.254|169\.254\.170\.2|metadata(?:\.google\.internal)?|100\.100\.100\.200|\[?fd00:ec2::254\]?)$/;
/** Every document, index or queue of a store. */
const ALL_OF_IT = /_delete_by_query\b|\/(?:_all|\*|%2A)\/?(?:[?#]|$)/i;

/** A request that deletes: what lies on this machine is the block's own affair, but for all that a store holds. */
function tellDelete(call: Call, method: string, address: string, authorised: boolean): void {
  const deletes = /^delete$/i.test(method);
  const target = hostOf(address);
  if (ALL_OF_IT.test(address) && (deletes || /_delete_by_query\b/i.test(address)))
    call.report('database-destroy', `deletes all of ${address.slice(0, 60)}`, target);
  else if (deletes && (target.host === undefined ? authorised : !isLocal(target.host)))
    call.report('cloud-destroy', `asks ${target.host ?? 'a host'} to delete`, target);
}

/** Data that leaves: an upload when it is a secret, or files from outside the folder. */
export function fetched(call: Pick<Call, 'report'>, address: string, data: readonly Value[]): undefined {
  const target = hostOf(address);
  const name = target.host ?? 'a host';
  if (target.host !== undefined && METADATA.test(target.host))
    call.report('read-secret', `asks ${name} for the keys of this machine`, target);
  const { secret } = taintOf(join(data));
  if (secret !== undefined && !isLocal(target.host)) call.report('upload', `sends ${secret} to ${name}`, target);
  else call.report('network', `talks to ${name}`, target);
  return undefined;
}

function curl(call: Call): Value {
  const { args, options, operands, stdin, touch } = call;
  const urls = [...options.all('url'), ...operands];
  const url = urls[0] ?? EMPTY;
  const data: Value[] = [...urls, ...options.all('H header u user A user-agent b cookie')];
  for (const value of options.all('d data data-binary data-urlencode data-ascii json F form T upload-file')) data.push(value);
  const files: Value[] = [...options.all('T upload-file')];
  for (const value of options.all('d data data-binary data-ascii json F form data-urlencode')) {
    const file = value.findIndex((part) => part.text.includes('@') || (options.has('F form') && part.text.includes('=<')));
    if (file === -1) continue;
    const part = value[file];
    const rest = text(
      (part?.text ?? '')
        .replace(/^[^@<]*[@<]/s, '')
        .replace(/;type=.*$/, '')
        .replace(/^"|"$/g, ''),
    );
    files.push([...rest, ...value.slice(file + 1)]);
  }
  // Whatever is sent goes to all of them.
  for (const address of [...new Set([show(url), ...urls.map(show), ...othersOf(call)])]) leave(call, address, data, files, stdin);
  const authorised =
    options.has('u user') || options.all('H header').some((header) => /^authorization|token|key/i.test(show(header)));
  for (const one of urls) tellDelete(call, options.all('X request').map(show).at(-1) ?? '', show(one), authorised);
  if (/^file:\/\//i.test(show(url))) return call.read(text(show(url).replace(/^file:\/\/(?:localhost)?/i, '')));
  for (const file of options.all('o output D dump-header c cookie-jar trace trace-ascii libcurl stderr etag-save hsts alt-svc')) {
    touch('overwrite', folder(call, file), { content: hole('(downloaded)', downloaded(url)) });
  }
  if (options.has('O remote-name'))
    for (const one of urls)
      touch('overwrite', text(posix.basename(show(one))), { content: hole('(downloaded)', downloaded(one)) });
  if (options.has('K config')) call.report('opaque', 'cannot tell: what curl does stands in a file');
  const saved = options.has('o output O remote-name') && !options.all('o output').some((file) => show(file) === '-');
  return saved || args.length === 0 || options.has('I head') ? EMPTY : hole(`$(curl ${show(url)})`, downloaded(url));
}

/** Of `host:port:other:port` and `host:port:address` the other one. */
function othersOf({ options }: Call): readonly string[] {
  const instead = options.all(INSTEAD).map((value) => /^[^:]*:[^:]*:(\[[^\]]*\]|[^:,]*)/.exec(show(value))?.[1] ?? show(value));
  return [...options.all(BETWEEN).map(show), ...instead.filter((host) => host !== '')];
}

function folder({ options }: Call, file: Value): Value {
  const into = options.all('output-dir')[0];
  return into === undefined ? file : join([into, text('/'), file]);
}

function downloaded(url: Value): { readonly download: string } {
  return { download: hostOf(show(url)).host ?? 'a host' };
}

function leave(call: Call, address: string, data: readonly Value[], files: readonly Value[], stdin: Value): void {
  const target = hostOf(address);
  const contents: Value[] = [];
  for (const file of files) {
    if (show(file) === '-' || show(file) === '.') contents.push(stdin);
    else contents.push(call.read(file));
    const place = pathOf(file, call.scene);
    if (
      show(file) !== '-' &&
      !isLocal(target.host) &&
      !place.ofProject &&
      ['home', 'system', 'parent', 'elsewhere'].includes(place.where)
    )
      contents.push(hole(place.shown, { secret: place.shown }));
  }
  fetched(call, address, [...data, ...contents]);
}

function wget(call: Call): Value {
  const { options, operands, touch } = call;
  const url = operands[0] ?? EMPTY;
  const content = hole('(downloaded)', downloaded(url));
  const data = [...operands, ...options.all('header post-data body-data')];
  for (const one of operands.length === 0 ? [EMPTY] : operands)
    leave(call, show(one), data, options.all('post-file body-file'), call.stdin);
  tellDelete(call, options.all('method').map(show).at(-1) ?? '', show(url), options.has('header'));
  const target = options.all('O output-document')[0];
  if (operands.length === 0 && target !== undefined) touch('overwrite', target, { content });
  if (options.has('e execute') || options.has('i input-file')) call.report('execute', 'wget reads further orders');
  const orders = options.all('e execute').map(show).join('\n');
  if (options.has('use-askpass') || /use_?askpass/i.test(orders)) call.report('opaque', 'cannot tell: wget runs a program');
  if (target !== undefined && show(target) === '-') return hole(`$(wget ${show(url)})`, downloaded(url));
  if (options.has('spider')) return EMPTY;
  const into = options.all('P directory-prefix')[0];
  for (const one of operands) {
    const base = text(posix.basename(show(one).replace(/[?#].*/, '')) || 'index.html');
    touch('overwrite', target ?? (into === undefined ? base : join([into, text('/'), base])), { content });
  }
  return EMPTY;
}

function download(call: Call, address: string, target: Value | undefined): undefined {
  fetched(call, address, []);
  call.touch('overwrite', target ?? text(posix.basename(address)), { content: hole('(downloaded)', downloaded(text(address))) });
  return undefined;
}
