// What entries of the tables of calls have in common: commands, code, requests, statements.
import { fetched } from '../commands/downloads.ts';
import { hostOf, isLocal } from '../commands/host-of.ts';
import { statementsOf } from '../commands/statements.ts';
import { noteUnpacked } from '../note-unpacked.ts';
import type { Api, ApiCall } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { noteOwner } from '../program/tell-setting.ts';
import {
  eitherThing,
  listThing,
  literalOf,
  madeThing,
  type Thing,
  taintOfThing,
  textThing,
  toText,
  waysOf,
  wordThing,
} from '../program/thing.ts';
import { tellDanger } from '../shell/tell-danger.ts';
import { hole, join, show, type Value } from '../value.ts';
import { isOwnDatabase, withoutOwnTables } from './own-database.ts';

/** Runs shell code. */
export function shell(argument: string, gives?: string): Api {
  return {
    does: (call) => {
      tellEnvironment(call);
      return printed(call, call.shell(call.arg(argument) ?? textThing(hole('(command)'))), gives);
    },
  };
}

/** Runs a program: a list of words, or the program and its words in two arguments. */
export function program(argument: string, words?: string): Api {
  return {
    does: (call) => {
      tellEnvironment(call);
      const first = started(call, call.arg(argument) ?? textThing(hole('(command)')));
      const rest = words === undefined ? undefined : call.arg(words);
      const isShell = call.option('shell') && literalOf(call.arg('shell')) !== 'false';
      if (rest?.type === 'list') return printed(call, run(call, [first, ...rest.items], rest.open, isShell));
      const all = eitherThing(waysOf(first).map((way) => (way.type === 'list' || !words ? way : listThing([way]))));
      return printed(call, isShell && all.type === 'list' ? run(call, all.items, all.open, true) : call.command(all));
    },
  };
}

/** The program that really starts, whatever the first word says. */
function started(call: ApiCall, first: Thing): Thing {
  const executable = call.arg('executable');
  if (executable?.type !== 'text' || call.option('shell')) return first;
  return first.type === 'list' ? { ...first, items: [executable, ...first.items.slice(1)] } : executable;
}

function run(call: ApiCall, items: readonly Thing[], open: boolean, isShell: boolean): Value {
  if (!isShell) return call.command(listThing(items, open));
  const code = join(items.flatMap((item, at) => (at === 0 ? [toText(item)] : [toText(textThing(' ')), toText(item)])));
  return call.shell(textThing(code));
}

/** Each argument from here on is a word of the command. */
export function spread(from: number): Api {
  return {
    does: (call) => printed(call, call.command(listThing(call.args.slice(from).filter((thing) => thing.type !== 'object')))),
  };
}

function printed(call: ApiCall, output: Value, gives = `${call.name}()`): Thing {
  return madeThing(gives, {
    self: call.self,
    args: call.args,
    named: call.named,
    content: output.length === 0 ? hole(`${call.name}()`) : output,
  });
}

function tellEnvironment(call: ApiCall): void {
  const environment = call.arg('env');
  if (environment?.type === 'object')
    for (const [name, thing] of environment.entries) {
      noteOwner(name, toText(thing), call.scene);
      tellDanger(name, toText(thing), call.scene, call.line);
    }
}

/** Runs code that sees, besides this program's names, those in the dictionaries that are given with it. */
export function codeWith(argument: string, dictionaries: string): Api {
  return {
    does: (call) => {
      const given = dictionaries.split(' ').flatMap((name) => call.arg(name) ?? []);
      const spaces = given.flatMap((one) => (one.type === 'object' ? [one.entries] : []));
      const names = new Map(spaces.flatMap((space) => [...space]));
      const result = call.code('python', call.arg(argument) ?? textThing(hole('(code)')), spaces.length > 0 ? names : undefined);
      // What it defines stands in the dictionary that comes last.
      for (const [name, thing] of names) spaces.at(-1)?.set(name, thing);
      return result;
    },
  };
}

/** Runs code of a tool. */
export function code(tool: string, argument: string): Api {
  return { does: (call) => call.code(tool, call.arg(argument) ?? textThing(hole('(code)'))) };
}

/** Talks to a host. What goes along in `data` may be a secret, or files from elsewhere: then it is an upload. */
export function fetches(url: string, data: string, gives?: string): Api {
  return {
    does: (call) => {
      const address = call.arg(url);
      const carried = data === '' ? [] : data.split(' ').flatMap((name) => call.arg(name) ?? []);
      const sent = [...call.args, ...call.named.values(), call.self].map((thing) => hole('(sent)', taintOfThing(thing)));
      const { credential } = address === undefined ? {} : taintOfThing(address);
      const outside = carried.map((thing) => taintOfThing(thing).outside).find((one) => one !== undefined);
      const shown = address === undefined ? 'a host' : show(toText(address));
      fetched(
        call,
        shown,
        [outside, credential].flatMap((one) => (one === undefined ? [] : [hole(one, { secret: one })])).concat(sent),
      );
      const host = hostOf(shown).host ?? 'a host';
      if (deletes(call) && hostOf(shown).host !== undefined && !isLocal(hostOf(shown).host))
        call.report('cloud-destroy', `asks ${host} to delete`, { host });
      return madeThing(gives ?? `${call.name}()`, {
        self: call.self,
        args: call.args,
        content: hole(`(from ${host})`, { download: host }),
      });
    },
  };
}

function deletes(call: ApiCall): boolean {
  return (
    /\.(?:delete|del)$/.test(call.name) ||
    literalOf(call.arg('method'))?.toUpperCase() === 'DELETE' ||
    literalOf(call.args[0])?.toUpperCase() === 'DELETE'
  );
}

/** Statements for a database. */
export function sql(argument: string): Api {
  return {
    does: (call) => {
      const statement = call.arg(argument);
      if (statement === undefined || isOwnDatabase(call.self, call.scene)) return undefined;
      const judged = withoutOwnTables(textOfStatement(statement), call.self, call.scene);
      statementsOf(judged, (kind, says) => call.report(kind, says));
      if (/\bmatch\s*\(\s*\w*\s*\)\s*(?:detach\s+)?delete\b/i.test(judged)) call.report('database-destroy', 'deletes all nodes');
      return undefined;
    },
  };
}

/** A name that only the run knows is a name. */
function textOfStatement(thing: Thing): string {
  const items = thing.type === 'list' ? elementsOf(thing).items : [thing];
  const values = items.flatMap((item) => waysOf(item.type === 'made' ? (item.args[0] ?? item) : item).map((way) => toText(way)));
  return join(values)
    .map((part) => (part.type === 'hole' ? 'hole' : part.text))
    .join('');
}

/** A text that is worked out where it is literal; otherwise it is a decoded one. */
export function decodes(argument: string, decode: (literal: string) => string | undefined): Api {
  return {
    does: (call) => {
      const given = call.arg(argument);
      const literal = literalOf(given);
      const decoded = literal === undefined ? undefined : decode(literal);
      if (decoded !== undefined) return unpackedThing(decoded, call.scene);
      return textThing(hole('(decoded text)', { ...(given ? taintOfThing(given) : {}), decoded: true }));
    },
  };
}

/** A text that was packed is remembered as such. */
export function unpackedThing(unpacked: string, scene: ApiCall['scene']): Thing {
  noteUnpacked(unpacked, scene);
  return textThing(unpacked);
}

/** It gives back what it was given, as far as texts, secrets and downloads go. */
export function passes(argument: string): Api {
  return { does: (call) => call.arg(argument) };
}

/** A name or number without a slash. */
export const WORD: Api = { does: (call) => wordThing(`${call.name}()`) };
export const NUMBERS: Api = { does: () => ({ type: 'number' }) };
