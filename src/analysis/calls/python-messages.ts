// Mail, chat, file transfer and web sockets in Python: what leaves by them.
import { hostOf, isLocal } from '../commands/host-of.ts';
import type { ApiCall, Apis } from '../program/api.ts';
import { listThing, literalOf, madeThing, type Thing, taintOfThing, textThing, toText } from '../program/thing.ts';
import { show } from '../value.ts';
import { described, makers } from './described.ts';
import { fetches } from './make.ts';
import { contentOf } from './paths.ts';
import { uploaded } from './python-cloud.ts';

export const PYTHON_MESSAGES: Apis = {
  'smtplib.SMTP().sendmail smtplib.SMTP().send_message smtplib.SMTP_SSL().sendmail smtplib.SMTP_SSL().send_message aiosmtplib.send aiosmtplib.SMTP().send_message yagmail.SMTP().send django.core.mail.send_mail redmail.EmailSender().send':
    { does: mailed },
  'smtplib.SMTP smtplib.SMTP_SSL': { does: (call) => madeThing(`${call.name}()`, { args: call.args, named: call.named }) },
  '*.sendall *.send *.sendto *.sendfile *.send_text *.send_json *.send_bytes *.send_string *.send_message *.write_message *.publish *.sendline *.emit *.send_raw *.sendmsg *.send_photo *.chat_postMessage *.postMessage *.send_mail *.post *.update_status *.create_tweet *.create_gist *.produce *.basic_publish *.create_file *.update_file *.completions.create *.messages.create *.responses.create *.generate_content socket.socket()[].write socket.socket().makefile().write telnetlib.Telnet().write pycurl.Curl().perform':
    { does: sent },
  '*.storbinary *.storlines *.retrbinary_to': { tell: ['upload', 'sends a file to another machine'] },
  'paramiko.SSHClient().connect paramiko.Transport asyncssh.connect': { tell: ['network', 'logs in to {0}'] },
  '*.put *.upload *.putfo *.put_r *.putdir': { does: put },
  'asyncssh.scp': { does: scp },
  'discord.File telegram.InputFile telebot.types.InputFile aiogram.types.FSInputFile aiogram.types.InputFile': { does: file },
  'requests_toolbelt.MultipartEncoder aiohttp.FormData': {
    does: (call) => madeThing(`${call.name}()`, { args: call.args, named: call.named }),
  },
  'ftplib.FTP().delete ftplib.FTP().rmd ftplib.FTP_TLS().delete ftplib.FTP_TLS().rmd pysftp.Connection().remove pysftp.Connection().rmdir pysftp.Connection().execute':
    {
      tell: ['cloud-destroy', 'deletes on another machine'],
    },
  'imaplib.IMAP4_SSL().expunge imaplib.IMAP4().expunge imap_tools.MailBox().delete': { tell: ['cloud-destroy', 'deletes mails'] },
  'xmlrpc.client.ServerProxy': { does: (call) => madeThing('xmlrpc.client.ServerProxy()', { args: call.args }) },
  'dns.resolver.resolve dns.resolver.query dns.resolver.Resolver().resolve dns.resolver.Resolver().query dns.query.udp socket.gethostbyname socket.gethostbyname_ex socket.getaddrinfo socket.gethostbyaddr aiodns.DNSResolver().query':
    { does: asked },
  'discord.SyncWebhook.from_url().send discord_webhook.DiscordWebhook().execute': { does: sent },
};

export const PYTHON_MESSAGE_FAMILIES = [
  [
    /(?:open_sftp|from_transport|start_sftp_client)\(\)\.(?:remove|rmdir|unlink|truncate|rmtree)$/,
    { tell: ['cloud-destroy', 'deletes on another machine'] },
  ],
  // Whatever method a proxy has, it is the other machine's.
  [/^xmlrpc\.client\.ServerProxy\(\)\./, { does: sent }],
] as const satisfies readonly (readonly [RegExp, object])[];

function secretIn(call: ApiCall): string | undefined {
  const { secret, outside } = taintOfThing(listThing([...call.args, ...call.named.values(), call.self]));
  return secret ?? outside;
}

function sent(call: ApiCall): undefined {
  const what = secretIn(call);
  if (what !== undefined) call.report('upload', `sends ${what} to another machine`);
  return undefined;
}

/** What is asked of a name server is told to it. */
function asked(call: ApiCall): Thing | undefined {
  sent({ ...call, args: call.args.slice(0, 1) });
  return fetches('0 host qname', '').does?.(call);
}

/** A message of its own words is talk; with a secret, or a file from elsewhere in it, it is an upload. */
function mailed(call: ApiCall): undefined {
  const host = literalOf(makers(call.self).at(-1)?.args[0]);
  const what = secretIn(call);
  const files = call.arg('attachments contents');
  if (files !== undefined && files.type !== 'nothing')
    for (const one of files.type === 'list' ? files.items : [files]) call.touch('hand-on', one);
  if (what !== undefined && !isLocal(host)) call.report('upload', `mails ${what}`);
  else call.report('network', 'sends mail');
  return undefined;
}

/** sftp.put(local, remote): only where the receiver talks to another machine. */
function put(call: ApiCall): undefined {
  const of = described(call.self);
  if (/paramiko|open_sftp|fabric|pysftp|Transport|scp|asyncssh|start_sftp_client|sftp|smb/i.test(of))
    call.report('upload', `sends ${show(toText(call.args[0] ?? textThing('a file')))} to another machine`);
  else if (/boto|s3|bucket|storage|dropbox|drive|blob|minio|fs/i.test(of)) uploaded(call);
  else if (secretIn(call) !== undefined && /client|http|session/i.test(of)) sent(call);
  return undefined;
}

function scp(call: ApiCall): undefined {
  const [from, to] = call.args;
  const there = to?.type === 'list' || hostOf(show(toText(to ?? textThing('')))).host !== undefined;
  if (from?.type === 'text' && there) call.report('upload', `sends ${show(toText(from))} to another machine`);
  return undefined;
}

function file(call: ApiCall): Thing {
  const path = call.arg('0 fp path obj document');
  if (path?.type !== 'text') return madeThing(`${call.name}()`, { args: call.args });
  return madeThing(`${call.name}()`, { content: contentOf(call, path) });
}
