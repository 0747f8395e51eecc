// Commands that talk to other machines.
import { decodeBase64 } from '../decode.ts';
import { noteUnpacked } from '../note-unpacked.ts';
import { hole, isTainted, join, show, taintOf, text, textOf, type Value } from '../value.ts';
import { fetched } from './downloads.ts';
import { hostOf, isLocal } from './host-of.ts';
import type { Call, Pattern, Specs } from './spec.ts';

export const NETWORK: Specs = {
  'nc ncat netcat': { values: 'e c p s w i I O q x X G exec sh-exec', does: netcat },
  socat: { does: socat },
  telnet: { does: (call) => fetched(call, show(call.operands[0] ?? []), [call.stdin]) },
  'rclone s3cmd': { values: 'config', executes: true },
  'dig nslookup host ping ping6 drill whois traceroute mtr': {
    values: 'c i W w t p s q x',
    does: asked,
  },
  'mail mailx sendmail mutt msmtp swaks': { values: 's a c b r f t', does: (call) => sent(call, [call.stdin, ...call.args]) },
  'nmap masscan rustscan': {
    values: 'script script-args p o oN oX oG oA iL e S D T',
    does: scanned,
  },
  openssl: { values: 'in out k pass K iv connect', executes: true, does: openssl },
  'ssh-copy-id': { always: ['upload', 'gives a key to {1}'] },
  tftp: { executes: true, always: ['network', 'talks to {1}'] },
};

export const NETWORK_LINES: readonly Pattern[] = [
  ['rclone delete|purge|deletefile|rmdirs|sync|cleanup', 'cloud-destroy', 'deletes files at {1}'],
  ['rclone copy|move|copyto|moveto', 'upload', 'copies files to {2}'],
  ['s3cmd del|rm|rb', 'cloud-destroy', 'deletes {1}'],
  ['s3cmd put|sync', 'upload', 'copies files to {2}'],
  ['ssh-keygen -R|-F|-l', 'execute', 'looks at known hosts'],
  ['xmrig', 'process', 'mines coins on this machine'],
  ['xmr-stak', 'process', 'mines coins on this machine'],
  ['minerd', 'process', 'mines coins on this machine'],
  ['cpuminer', 'process', 'mines coins on this machine'],
  ['cgminer', 'process', 'mines coins on this machine'],
  ['bfgminer', 'process', 'mines coins on this machine'],
  ['ethminer', 'process', 'mines coins on this machine'],
  ['nbminer', 'process', 'mines coins on this machine'],
  ['lolminer', 'process', 'mines coins on this machine'],
  ['t-rex', 'process', 'mines coins on this machine'],
  ['cmd.exe', 'unread', 'cannot tell: there is no reader for cmd'],
  ['ngrok', 'network', 'opens this machine to the internet'],
  ['cloudflared tunnel', 'network', 'opens this machine to the internet'],
  ['localtunnel', 'network', 'opens this machine to the internet'],
];

function scanned({ operands, options, report }: Call): undefined {
  report('network', `looks for open ports of ${operands.map(show).join(' ').slice(0, 60)}`);
  if (options.all('script').some((script) => show(script).includes('/'))) report('opaque', 'cannot tell: nmap runs a script');
  return undefined;
}

/** A name that is made of what a command prints carries that to whoever answers for the rest of it. */
function asked(call: Call): undefined {
  const name = call.operands.find((word) => show(word).includes('.')) ?? [];
  const [first, second] = name;
  const carries =
    first?.type === 'hole' &&
    /^[$(]\(?/.test(first.text) &&
    first.text.includes('(') &&
    second?.type === 'text' &&
    second.text.startsWith('.');
  if (carries) call.report('upload', `sends ${first.text} in a name that it asks for`);
  return fetched(call, show(name), call.args);
}

function sent(call: Call, data: readonly Value[]): undefined {
  const { secret } = taintOf(join(data));
  call.report('upload', `sends ${secret ?? 'mail'}`);
  return undefined;
}

function netcat(call: Call): Value {
  const { options, operands, stdin, report } = call;
  const address = show(operands[0] ?? []);
  const target = hostOf(address);
  if (options.has('e c exec sh-exec') || shellFeeds(call))
    report('reverse-shell', `gives a shell to ${target.host ?? 'a host'}`, target);
  else if (options.has('l listen')) report('network', 'listens for connections');
  else if (options.has('z')) report('network', `talks to ${target.host ?? 'a host'}`, target);
  else if (stdin.some((part) => part.type === 'hole') && !isLocal(target.host))
    report('upload', `sends data to ${target.host ?? 'a host'}`, target);
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

function openssl({ operands, options, args, stdin, scene, report }: Call): Value | undefined {
  const words = args.map(show);
  if (/^s_client$/.test(textOf(operands[0] ?? []) ?? '')) report('network', 'connects to a host');
  if (words.includes('-d') || options.has('d')) {
    const base64 = words.some((word) => /^(?:base64|-base64|-a)$/.test(word)) && !options.has('k pass K');
    const literal = textOf(stdin);
    const decoded = base64 && literal !== undefined ? decodeBase64(literal) : undefined;
    if (decoded === undefined) return hole('(decoded text)', { ...taintOf(stdin), decoded: true });
    noteUnpacked(decoded, scene);
    return text(decoded);
  }
  return isTainted(taintOf(stdin)) ? hole('(encoded text)', taintOf(stdin)) : undefined;
}
