// Texts, lists and dictionaries that the builtins and libraries of Python make out of others.

import type { ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import {
  eitherThing,
  listThing,
  literalOf,
  madeThing,
  NOTHING,
  NUMBER,
  type Thing,
  taintOfThing,
  textThing,
  unknownThing,
} from '../program/thing.ts';
import { hole, isTainted } from '../value.ts';
import { thingOfJson } from './json.ts';
import { NUMBERS, WORD } from './make.ts';

export const PYTHON_MADE: Apis = {
  chr: { does: ({ args }) => letter(args[0]) },
  ord: { does: ({ args }) => ordinal(literalOf(args[0])) },
  'hex oct bin len hash id round abs sum time.time time.time_ns time.monotonic time.perf_counter os.cpu_count random.random random.randint random.randrange math.floor math.ceil':
    NUMBERS,
  'int float': { does: ({ args }) => integer(args) },
  'uuid.uuid4 uuid.uuid1 secrets.token_hex secrets.token_urlsafe time.strftime datetime.datetime.now().strftime datetime.date.today().isoformat datetime.datetime.now().isoformat datetime.date.today socket.gethostname platform.node getpass.getuser platform.system platform.machine':
    WORD,
  'list tuple set frozenset sorted iter asyncio.gather itertools.chain itertools.chain.from_iterable tqdm.tqdm tqdm tqdm.auto.tqdm tqdm.notebook.tqdm tqdm.rich.tqdm alive_progress.alive_it rich.progress.track rich.track dict.fromkeys collections.deque collections.Counter natsort.natsorted asyncio.as_completed concurrent.futures.as_completed more_itertools.flatten':
    { does: (call) => asList(call) },
  reversed: { does: ({ args }) => reversedList(args[0]) },
  enumerate: { does: ({ args }) => mapped(args[0], (item, at) => listThing([{ type: 'number', value: at }, item])) },
  zip: { does: zipped },
  'map concurrent.futures.ThreadPoolExecutor().map multiprocessing.Pool().map multiprocessing.Pool().imap concurrent.futures.ProcessPoolExecutor().map multiprocessing.Pool().starmap multiprocessing.pool.ThreadPool().map':
    {
      does: (call) =>
        mapped(call.args[1], (item) =>
          call.call(call.args[0] ?? NOTHING, call.name.endsWith('starmap') ? elementsOf(item).items : [item]),
        ),
    },
  filter: {
    does: (call) => {
      mapped(call.args[1], (item) => call.call(call.args[0] ?? NOTHING, [item]));
      return listOf(call.args[1], true);
    },
  },
  'itertools.islice itertools.takewhile itertools.dropwhile itertools.filterfalse itertools.compress heapq.nlargest heapq.nsmallest random.sample random.choices':
    {
      does: ({ args }) =>
        listOf(
          args.find((arg) => arg.type !== 'number' && arg.type !== 'function'),
          true,
        ),
    },
  'itertools.starmap': {
    does: (call) => mapped(call.args[1], (item) => call.call(call.args[0] ?? NOTHING, elementsOf(item).items)),
  },
  'itertools.accumulate': { does: ({ args: [list] }) => listOf(list, true) },
  'itertools.product itertools.permutations itertools.combinations itertools.zip_longest itertools.pairwise': {
    does: ({ args }) => listThing([listThing(args.map((arg) => eitherThing([...elementsOf(arg).items])))], true),
  },
  'functools.reduce reduce': { does: reduced },
  'range xrange': { does: ({ args }) => range(args) },
  next: {
    does: ({ args }) => (args[0] === undefined ? undefined : eitherThing([...elementsOf(args[0]).items, ...args.slice(1)])),
  },
  'min max random.choice itertools.cycle secrets.choice': {
    does: ({ args }) => (args.length === 1 && args[0] ? eitherThing([...elementsOf(args[0]).items]) : eitherThing(args)),
  },
  dict: { does: (call) => dictionary(call) },
  'json.loads json.load toml.load tomllib.load tomllib.loads yaml.safe_load csv.reader csv.DictReader pandas.read_csv pandas.read_json io.StringIO io.BytesIO ast.literal_eval json.dumps pprint.pformat pickle.dumps marshal.dumps html.escape urllib.parse.quote urllib.parse.urlencode urllib.parse.urljoin re.sub textwrap.dedent copy.deepcopy copy.copy':
    { does: (call) => followed(call) },
};

function letter(thing: Thing | undefined): Thing {
  const number = thing?.type === 'number' ? thing.value : undefined;
  return textThing(number === undefined || number < 0 || number > 0x10ffff ? hole('(letter)') : String.fromCodePoint(number));
}

function ordinal(literal: string | undefined): Thing {
  const value = literal?.codePointAt(0);
  return value === undefined ? NUMBER : { type: 'number', value };
}

function integer([given, base]: readonly Thing[]): Thing {
  if (given?.type === 'number') return given;
  const literal = literalOf(given);
  const radix = base?.type === 'number' ? base.value : 10;
  const value = literal === undefined ? Number.NaN : Number.parseInt(literal.replace(/^0[xob]/i, ''), radix || 10);
  if (!Number.isNaN(value)) return { type: 'number', value };
  const file = given?.type === 'text' && given.value.length === 1 ? given.value[0] : undefined;
  return file?.type === 'hole' && file.text.startsWith('$(<') ? textThing(hole(file.text, file.taint, 'word')) : NUMBER;
}

function listOf(thing: Thing | undefined, open = false): Thing {
  const elements = thing === undefined ? { items: [], open: false } : elementsOf(thing);
  return listThing(elements.items, open || elements.open);
}

function asList(call: ApiCall): Thing {
  const lists = call.args.length > 1 ? call.args.map((arg) => listOf(arg)) : [listOf(call.args[0])];
  return listThing(
    lists.flatMap((one) => elementsOf(one).items),
    lists.some((one) => one.type === 'list' && one.open),
  );
}

function reversedList(thing: Thing | undefined): Thing {
  const elements = thing === undefined ? { items: [], open: false } : elementsOf(thing);
  return listThing([...elements.items].reverse(), elements.open);
}

function mapped(thing: Thing | undefined, each: (item: Thing, at: number) => Thing): Thing {
  const elements = thing === undefined ? { items: [], open: true } : elementsOf(thing);
  return listThing(elements.items.slice(0, 300).map(each), elements.open || elements.items.length > 300);
}

function zipped({ args }: ApiCall): Thing {
  const lists = args.map(elementsOf);
  const size = Math.max(0, ...lists.map(({ items }) => items.length));
  const open = lists.some((one) => one.open);
  return listThing(
    Array.from({ length: Math.min(size, 300) }, (_, at) =>
      listThing(lists.map(({ items }) => items[at] ?? items.at(-1) ?? NOTHING)),
    ),
    open || size > 300,
  );
}

function reduced(call: ApiCall): Thing {
  const [how = NOTHING, list, start] = call.args;
  const { items } = list === undefined ? { items: [] } : elementsOf(list);
  let result = start ?? items[0] ?? NOTHING;
  for (const item of start === undefined ? items.slice(1, 300) : items.slice(0, 300)) result = call.call(how, [result, item]);
  return result;
}

function range(args: readonly Thing[]): Thing {
  const [from, to, by] = args.map((arg) => (arg.type === 'number' ? arg.value : undefined));
  const [start, end] = args.length === 1 ? [0, from] : [from, to];
  if (start === undefined || end === undefined) return listThing([NUMBER], true);
  const step = args.length > 2 ? (by ?? 0) : 1;
  const size = step === 0 ? 0 : Math.ceil((end - start) / step);
  if (size > 64 || size < 0) return listThing([NUMBER], true);
  return listThing(Array.from({ length: size }, (_, at): Thing => ({ type: 'number', value: start + at * step })));
}

export function dictionary(call: ApiCall): Thing {
  const [first] = call.args;
  const entries = new Map(first?.type === 'object' ? first.entries : []);
  for (const [name, thing] of call.named) entries.set(name, thing);
  const rest = first === undefined ? undefined : first.type === 'object' ? first.rest : unknownThing('(…)', taintOfThing(first));
  return { type: 'object', entries, rest };
}

function followed(call: ApiCall): Thing {
  const document = call.name === 'json.loads' ? thingOfJson(literalOf(call.args[0]) ?? '') : undefined;
  if (document !== undefined) return document;
  const taint = taintOfThing(listThing([...call.args, ...call.named.values()]));
  const literal = /StringIO|BytesIO|dedent|copy/.test(call.name) ? call.args[0] : undefined;
  return (
    literal ??
    madeThing(`${call.name}()`, {
      args: call.args,
      content: isTainted(taint) ? hole(`${call.name}()`, taint) : hole(`${call.name}()`),
    })
  );
}
