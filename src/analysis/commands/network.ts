// Commands that talk to other machines.
import { posix } from 'node:path';
import { pathOf } from '../shell/path-of.ts';
import { EMPTY, hole, isTainted, join, show, taintOf, text, textOf, type Value } from '../shell/value.ts';
import { hostOf, isLocal } from './host-of.ts';
import type { Call, Pattern, Specs } from './spec.ts';

const CURL_VALUES =
  'A b c C d D e E F H K m o P Q r s t T u U w x X y Y z url request header data data-raw data-binary data-urlencode data-ascii json form form-string output output-dir upload-file user user-agent cookie cookie-jar referer proxy config max-time connect-timeout retry retry-delay retry-max-time write-out cacert capath cert key resolve connect-to interface limit-rate range dump-header netrc-file unix-socket trace trace-ascii';
const WGET_VALUES =
  'O o a P i e B U t T w Q l A R D X I output-document output-file append-output directory-prefix input-file execute base user-agent tries timeout wait quota level header post-data post-file body-data body-file method user password load-cookies save-cookies ca-certificate';

export const NETWORK: Specs = {
  curl: { values: CURL_VALUES.replace(' s ', ' '), does: curl },
  'wget wget2': { values: WGET_VALUES, does: wget },
  'http https xh': { values: 'o output a auth d', does: (call) => fetched(call, call.operands.map(show).find((word) => /[./:]/.test(word)) ?? 'a host', []) },
  'aria2c axel': { values: 'o d x s', does: (call) => download(call, show(call.operands[0] ?? []), call.options.all('o')[0]) },
  'nc ncat netcat': { values: 'e c p s w i I O q x X G exec sh-exec', does: netcat },
  socat: { does: socat },
  telnet: { does: (call) => fetched(call, show(call.operands[0] ?? []), [call.stdin]) },
  'scp sftp': { values: 'i P o F J l S c b B', does: copyOver },
  rsync: { values: 'e rsh f filter exclude include exclude-from include-from files-from temp-dir backup-dir suffix port password-file log-file bwlimit timeout chmod rsync-path compare-dest link-dest', does: rsync },
  'rclone s3cmd': { values: 'config', executes: true },
  'dig nslookup host ping ping6 drill whois traceroute mtr': { values: 'c i W w t p s q x', does: (call) => fetched(call, show(call.operands.find((word) => /\./.test(show(word))) ?? []), call.args) },
  'mail mailx sendmail mutt msmtp swaks': { values: 's a c b r f t', does: (call) => sent(call, [call.stdin, ...call.args]) },
  'openssl': { executes: true, does: openssl },
  'ssh-copy-id': { always: ['upload', 'gives a key to {1}'] },
  'ftp lftp tftp': { executes: true, always: ['network', 'talks to {1}'] },
};

export const NETWORK_LINES: readonly Pattern[] = [
  ['rclone delete|purge|deletefile|rmdirs|sync|cleanup', 'cloud-destroy', 'deletes files at {1}'],
  ['rclone copy|move|copyto|moveto', 'upload', 'copies files to {2}'],
  ['s3cmd del|rm|rb', 'cloud-destroy', 'deletes {1}'],
  ['s3cmd put|sync', 'upload', 'copies files to {2}'],
  ['ssh-keygen -R|-F|-l', 'execute', 'looks at known hosts'],
  ['ngrok', 'network', 'opens this machine to the internet'],
  ['cloudflared tunnel', 'network', 'opens this machine to the internet'],
  ['localtunnel', 'network', 'opens this machine to the internet'],
];

/** Data that leaves: an upload when it is a secret, or files from outside the folder. */
function fetched(call: Call, address: string, data: readonly Value[]): undefined {
  const target = hostOf(address);
  const name = target.host ?? 'a host';
  const { secret } = taintOf(join(data));
  if (secret !== undefined && !isLocal(target.host)) call.report('upload', `sends ${secret} to ${name}`, target);
  else call.report('network', `talks to ${name}`, target);
  return undefined;
}

function sent(call: Call, data: readonly Value[]): undefined {
  const { secret } = taintOf(join(data));
  call.report('upload', `sends ${secret ?? 'mail'}`);
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
    const rest = text((part?.text ?? '').replace(/^[^@<]*[@<]/s, '').replace(/;type=.*$/, ''));
    files.push([...rest, ...value.slice(file + 1)]);
  }
  leave(call, show(url), data, files, stdin);
  for (const file of options.all('o output D dump-header c cookie-jar trace trace-ascii')) {
    touch('overwrite', folder(call, file), { content: hole('(downloaded)', downloaded(url)) });
  }
  if (options.has('O remote-name')) for (const one of urls) touch('overwrite', text(posix.basename(show(one))), { content: hole('(downloaded)', downloaded(one)) });
  if (options.has('K config')) call.report('opaque', 'cannot tell: what curl does stands in a file');
  const saved = options.has('o output O remote-name') && !options.all('o output').some((file) => show(file) === '-');
  return saved || args.length === 0 || options.has('I head') ? EMPTY : hole(`$(curl ${show(url)})`, downloaded(url));
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
    if (show(file) !== '-' && !isLocal(target.host) && ['home', 'system', 'parent', 'elsewhere'].includes(place.where)) contents.push(hole(place.shown, { secret: place.shown }));
  }
  fetched(call, address, [...data, ...contents]);
}

function wget(call: Call): Value {
  const { options, operands, touch } = call;
  const url = operands[0] ?? EMPTY;
  const content = hole('(downloaded)', downloaded(url));
  leave(call, show(url), [...operands, ...options.all('header post-data body-data')], options.all('post-file body-file'), call.stdin);
  const target = options.all('O output-document')[0];
  if (options.has('e execute') || options.has('i input-file use-askpass')) call.report('execute', 'wget reads further orders');
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

function netcat(call: Call): Value {
  const { options, operands, stdin, report } = call;
  const address = show(operands[0] ?? []);
  const target = hostOf(address);
  if (options.has('e c exec sh-exec') || shellFeeds(call)) report('reverse-shell', `gives a shell to ${target.host ?? 'a host'}`, target);
  else if (options.has('l listen')) report('network', 'listens for connections');
  else if (options.has('z')) report('network', `talks to ${target.host ?? 'a host'}`, target);
  else if (stdin.some((part) => part.type === 'hole') && !isLocal(target.host)) report('upload', `sends data to ${target.host ?? 'a host'}`, target);
  else fetched(call, address, [stdin]);
  return hole(`$(nc ${address})`, { download: target.host ?? 'a host' });
}

/** `sh -i | nc`: what a shell prints goes there. */
function shellFeeds({ stdin }: Call): boolean {
  return stdin.some((part) => /\$\((?:\/bin\/)?(?:ba|z|da)?sh\b/.test(part.text));
}

function socat({ args, report }: Call): undefined {
  const words = args.map(show);
  const runs = words.some((word) => /^(?:exec|system|shell):/i.test(word));
  const host = /^(?:tcp\d?|openssl|udp\d?|ssl)(?:-connect)?:([^:,]+)/i;
  const target = words.map((word) => host.exec(word)?.[1]).find((name) => name !== undefined);
  if (runs) report('reverse-shell', `gives a program to ${target ?? 'whoever connects'}`, target ? { host: target } : {});
  else report('network', `connects to ${target ?? 'whoever connects'}`, target ? { host: target } : {});
  return undefined;
}

const REMOTE = /^(?:[\w.-]+@)?[\w.-]+:(?!\\)|^[a-z]+:\/\//;

function copyOver(call: Call): undefined {
  const { operands, report, touch } = call;
  const target = operands.at(-1) ?? EMPTY;
  const sources = operands.slice(0, -1);
  for (const source of sources) if (!REMOTE.test(show(source))) call.touch('hand-on', source);
  if (operands.length < 2) report('network', `talks to ${show(target)}`, hostOf(show(target)));
  else if (REMOTE.test(show(target))) report('upload', `copies ${sources.map(show).join(' ').slice(0, 60)} to ${hostOf(show(target)).host ?? 'a host'}`, hostOf(show(target)));
  else {
    report('network', `copies from ${show(sources[0] ?? [])}`, hostOf(show(sources[0] ?? [])));
    touch('overwrite', target, { recursive: true });
  }
  return undefined;
}

function rsync(call: Call): undefined {
  const { operands, options, report, touch } = call;
  for (const shell of options.all('e rsh rsync-path')) if (!/^ssh\b[^;|&]*$|^sudo rsync$/.test(show(shell))) report('opaque', 'cannot tell: names a program for the remote');
  const target = operands.at(-1) ?? EMPTY;
  if (operands.some((path) => REMOTE.test(show(path)))) {
    if (!options.has('n dry-run')) copyOver(call);
    return undefined;
  }
  for (const source of operands.slice(0, -1)) touch(options.has('remove-source-files') ? 'delete' : 'hand-on', source);
  if (options.has('n dry-run') || operands.length < 2) return undefined;
  const deletes = options.has('delete delete-after delete-before delete-during del delete-excluded delete-delay');
  touch(deletes ? 'delete' : 'overwrite', target, { recursive: true });
  return undefined;
}

function openssl({ operands, options, args, stdin, report }: Call): Value | undefined {
  const words = args.map(show);
  if (/^s_client$/.test(textOf(operands[0] ?? []) ?? '')) report('network', 'connects to a host');
  if (words.includes('-d') || options.has('d')) return hole('(decoded text)', { decoded: true });
  return isTainted(taintOf(stdin)) ? hole('(encoded text)', taintOf(stdin)) : undefined;
}
