// Streams in JavaScript: where what comes in goes, to a file, a shell or out of the machine.
import type { ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import {
  eitherThing,
  listThing,
  literalOf,
  type Made,
  madeThing,
  NOTHING,
  type Thing,
  taintOfThing,
  textThing,
  toText,
} from '../program/thing.ts';
import { hole } from '../value.ts';
import { isShell } from './javascript-processes.ts';
import { contentOf } from './paths.ts';

export const JAVASCRIPT_STREAMS: Apis = {
  '*.pipe *.pipeTo *.pipeThrough *.pipeStdout *.pipeStderr *.pipeAll': {
    does: (call) => piped(call, call.self, call.args[0] ?? NOTHING),
  },
  'stream.pipeline stream.compose events.pipeline pump': {
    does: (call) => {
      const ends = call.args.filter((arg) => arg.type !== 'function');
      const last = call.args.at(-1);
      if (last?.type === 'function') call.later(last, [NOTHING]);
      return piped(call, ends[0] ?? NOTHING, ends.at(-1) ?? NOTHING);
    },
  },
  'adm-zip().addLocalFolder adm-zip().addLocalFile adm-zip().addLocalFolderAsync archiver().directory archiver().file archiver().glob archiver.create().directory archiver.create().file':
    { does: packed },
  'adm-zip().writeZip adm-zip().writeZipPromise': {
    does: (call) => {
      call.touch('overwrite', call.args[0] ?? NOTHING, { content: hole('(packed)', taintOfThing(call.self)) });
      return NOTHING;
    },
  },
  'adm-zip().toBuffer': { does: ({ self }) => textThing(hole('(packed)', taintOfThing(self))) },
  'adm-zip().extractAllTo adm-zip().extractAllToAsync decompress unzipper.Extract extract-zip': {
    touch: { '0 path': 'write', dir: 'write' },
  },
  'tar.c tar.create': {
    does: (call) => {
      const files = call.args.find((arg) => arg.type === 'list');
      const content = hole(
        '(packed)',
        taintOfThing(textThing(call.read(files?.type === 'list' ? eitherThing(files.items) : NOTHING))),
      );
      const file = call.arg('file f');
      if (file !== undefined) call.touch('overwrite', file, { content });
      return madeThing('tar.c()', { content });
    },
  },
  'stream.Readable.from stream.Readable.fromWeb stream.Readable.toWeb stream.Writable.fromWeb stream.Writable.toWeb stream.finished stream.addAbortSignal events.once get-stream raw-body concat-stream stream.consumers.text stream.consumers.buffer stream.consumers.json stream/consumers.text stream/consumers.buffer stream/consumers.json stream-to-string stream-to-array':
    {
      does: ({ args: [given = NOTHING], name }) =>
        given.type === 'made'
          ? given
          : madeThing(`${name}()`, { args: [given], content: hole(`${name}()`, taintOfThing(given)) }),
    },
};

/** What goes into an archive goes where that goes. */
function packed(call: ApiCall): Thing {
  const content = contentOf(call, call.args[0] ?? textThing(''));
  if (call.self.type === 'made') call.self.held.push(textThing(content));
  return call.self;
}

function piped(call: ApiCall, from: Thing, to: Thing): Thing {
  const shell = isShellEnd(to);
  if ((shell && isConnection(from)) || (isShellEnd(from) && isConnection(to)))
    call.report('reverse-shell', 'gives a shell to whoever is connected');
  else if (shell && !isOwnInput(from)) feed(call, to, from);
  else if (isConnection(to)) {
    const { secret, outside } = taintOfThing(from);
    if (secret !== undefined || outside !== undefined) call.report('upload', `sends ${secret ?? outside} to another machine`);
  } else if (to.type === 'made' && started(to) !== undefined && !isOwnInput(from)) feed(call, to, from);
  if (
    to.type === 'made' &&
    /^(?:fs\.createWriteStream|fs\.open\(\)\.(?:createWriteStream|writableWebStream)|Deno\.open\(\)\.writable|Bun\.file)/.test(
      to.by,
    )
  )
    call.touch('write', textThing(to.content), {
      content: from.type === 'made' && from.held.length > 0 ? hole('(packed)', taintOfThing(from)) : toText(from),
    });
  return to.type === 'made' && taintOfThing(from).download !== undefined && !isConnection(to)
    ? madeThing(to.by, { self: to.self, args: to.args, content: isFile(to) ? to.content : hole('(piped)', taintOfThing(from)) })
    : to;
}

function isFile({ by }: Made): boolean {
  return by.startsWith('fs.');
}

/** The program whose input it is. */
function started(thing: Made): Made | undefined {
  const of = thing.by.endsWith('.stdin') ? thing.self : thing;
  return of?.type === 'made' && /(?:^|[./])(?:\$|spawn|exec|execFile|fork|execa|x)\(\)$/.test(of.by) ? of : undefined;
}

/** Runs it once more, with what it is given on standard input. */
function feed(call: ApiCall, to: Thing, from: Thing): void {
  const program = to.type === 'made' ? started(to) : undefined;
  if (program === undefined) return;
  const [first = NOTHING, words] = program.args;
  const input = textThing(toText(from));
  if (/(?:\$|\.exec)\(\)$/.test(program.by)) call.shell(first, input);
  else call.command(listThing([first, ...(words?.type === 'list' ? elementsOf(words).items : [])]), input);
}

function isShellEnd(thing: Thing): boolean {
  const process = thing.type === 'made' && /\.std(?:in|out|err)$/.test(thing.by) ? thing.self : thing;
  return process?.type === 'made' && /spawn|exec|fork|\$/.test(process.by) && isShell(process.args[0]);
}

function isOwnInput(thing: Thing): boolean {
  return thing.type === 'ref' && thing.name === 'process.stdin';
}

function isConnection(thing: Thing): boolean {
  const from = thing.type === 'method' ? thing.of : thing;
  return (
    from.type === 'made' &&
    /^(?:net|tls|https?|http2|WebSocket|ws|socket\.io-client)\b/.test(from.by) &&
    literalOf(from) === undefined
  );
}
