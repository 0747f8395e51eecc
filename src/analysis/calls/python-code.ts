// Code made at run time, and texts packed and unpacked, in Python.
import { decodeBase64, decodeHex, rot13 } from '../decode.ts';
import type { ApiCall, Apis } from '../program/api.ts';
import {
  eitherThing,
  listThing,
  literalOf,
  madeThing,
  NOTHING,
  type Thing,
  taintOfThing,
  textThing,
  toText,
  unknownThing,
} from '../program/thing.ts';
import { unpack } from '../unpack.ts';
import { hole, isTainted } from '../value.ts';
import { code, codeWith, decodes, NUMBERS, passes, unpackedThing } from './make.ts';
import { contentOf } from './paths.ts';

export const PYTHON_CODE: Apis = {
  'exec execfile': { does: executed },
  'timeit.timeit timeit.repeat cProfile.run cProfile.runctx profile.run pdb.run pdb.runeval trace.Trace().run': code(
    'python',
    '0 stmt statement',
  ),
  'execjs.eval execjs.exec_ js2py.eval_js js2py.eval_js6 dukpy.evaljs quickjs.Context().eval': code('node', '0 source js'),
  'lupa.LuaRuntime().execute lupa.LuaRuntime().eval': code('lua', '0'),
  eval: codeWith('0 source', '1 2 globals locals'),
  'compile ast.parse ast.fix_missing_locations': passes('0 source'),
  'code.interact code.InteractiveConsole().push code.InteractiveInterpreter().runsource': code('python', '0'),
  getattr: { does: attribute },
  setattr: {
    does: (call) => call.set(call.args[0] ?? NOTHING, call.args[1] ?? NOTHING, call.args[2] ?? NOTHING),
  },
  'inspect.getmembers inspect.getmembers_static': {
    does: ({ args: [of = NOTHING] }) =>
      listThing([listThing([textThing(hole('(name)', {}, 'word')), unknownThing('(member)', {}, isModule(of))])], true),
  },
  'vars globals locals': {
    does: (call) => {
      const [of] = call.args;
      if (of !== undefined) return asDictionary(of);
      return { type: 'object', entries: call.names(call.name !== 'globals'), rest: unknownThing(`${call.name}()`, {}, true) };
    },
  },
  '*.__subclasses__': { does: subclasses },
  'object.__subclasses__ *.__globals__ *.__getattribute__ *.__reduce__': {
    tell: ['opaque', 'cannot tell: reaches around in the interpreter'],
    does: (call) => unknownThing(call.name, {}, true),
  },
  'object.__getattribute__ type.__getattribute__': { does: attribute },
  'ctypes.CDLL ctypes.cdll.LoadLibrary ctypes.PyDLL ctypes.WinDLL ctypes.cdll ctypes.util.find_library cffi.FFI().dlopen': {
    does: (call) => {
      const { download } = call.args[0]?.type === 'text' ? taintOfThing(textThing(contentOf(call, call.args[0]))) : {};
      if (download !== undefined) call.report('download-execute', `loads the library that it downloads from ${download}`);
      return madeThing('ctypes.CDLL()', { args: call.args });
    },
  },
  'types.FunctionType types.CodeType': { tell: ['opaque', 'cannot tell: makes code at run time'] },
  'sys.settrace sys.setprofile sys._getframe gc.get_objects inspect.currentframe': NUMBERS,

  'base64.b64decode base64.standard_b64decode base64.urlsafe_b64decode base64.decodebytes base64.decodestring binascii.a2b_base64':
    decodes('0 s data string', decodeBase64),
  'binascii.unhexlify binascii.a2b_hex bytes.fromhex bytearray.fromhex base64.b16decode codecs.decode.hex': decodes(
    '0 hexstr s string',
    decodeHex,
  ),
  'base64.b32decode base64.b85decode base64.a85decode binascii.a2b_uu binascii.a2b_qp lzma.decompress bz2.decompress': decodes(
    '0 s data',
    () => undefined,
  ),
  'zlib.decompress gzip.decompress': decodes('0 data', unpack),
  'codecs.decode codecs.encode': { does: coded },
  'base64.b64encode base64.urlsafe_b64encode base64.encodebytes base64.b32encode base64.b85encode binascii.hexlify binascii.b2a_hex binascii.b2a_base64 zlib.compress gzip.compress':
    { does: ({ args, name }) => textThing(hole(`${name}()`, args[0] ? taintOfThing(args[0]) : {}, 'word')) },
  super: { does: (call) => call.member(call.self, 'super') },
};

/** What reaches the machine, or others: none of its functions may be called unseen. */
const DARK =
  /^(?:os|sys|subprocess|shutil|posix|nt|pty|ctypes|cffi|importlib|builtins|runpy|code|commands|pathlib|multiprocessing|signal|socket|a?io?boto3|boto3|botocore|docker|kubernetes|git|psutil|sh|plumbum|paramiko|redis|pymongo|google|azure|db)\b/;

/** A file of code that is run whole: as if it were started. */
function executed(call: ApiCall): Thing | undefined {
  const [part, ...more] = toText(call.args[0] ?? NOTHING);
  const file =
    part?.type === 'hole' && more.length === 0 && !isTainted(part.taint) ? /^\$\(<([^()]+)\)$/.exec(part.text)?.[1] : undefined;
  if (file === undefined) return codeWith('0 object', '1 2 globals locals').does?.(call);
  call.command(listThing([textThing('python3'), textThing(file)]));
  return unknownThing('(script)');
}

function attribute(call: ApiCall): Thing {
  const [of = NOTHING, name, other] = call.args;
  const literal = literalOf(name);
  if (literal !== undefined) return call.member(of, literal);
  if (name?.type === 'either') return eitherThing(name.ways.map((way) => attribute({ ...call, args: [of, way] })));
  const dark =
    (of.type === 'unknown' && of.hidden === true) ||
    (of.type === 'ref' && DARK.test(of.name)) ||
    (of.type === 'made' && DARK.test(of.by));
  if (dark) return unknownThing(`getattr(${of.type === 'ref' ? of.name : '…'})`, {}, true);
  if (of.type === 'object' || of.type === 'class')
    return eitherThing([ownMember(call, of, name), ...(other === undefined ? [] : [other])]);
  return other ?? unknownThing('(attribute)', taintOfThing(of));
}

/** A method of its own, known by how its name begins: `getattr(self, "do_" + verb)`. */
function ownMember(call: ApiCall, of: Extract<Thing, { type: 'object' | 'class' }>, name: Thing | undefined): Thing {
  const [first] = name === undefined ? [] : toText(name);
  const start = first?.type === 'text' ? first.text : '';
  const members = (of.type === 'class' ? of : of.class)?.members ?? new Map<string, Thing>();
  const ways = [...members.keys()].filter((key) => key.startsWith(start) && !key.startsWith('__'));
  return ways.length === 0
    ? unknownThing('(attribute)', taintOfThing(of))
    : eitherThing(ways.slice(0, 8).map((key) => call.member(of, key)));
}

/** Of a class of this program, the others of this program; of any other class, everything. */
function subclasses(call: ApiCall): Thing {
  const { self } = call;
  if (self.type === 'class')
    return listThing(
      [...call.names().values()].filter((one) => one.type === 'class' && one.bases.includes(self)),
      true,
    );
  call.report('opaque', 'cannot tell: reaches around in the interpreter');
  return unknownThing(call.name, {}, true);
}

function isModule(thing: Thing): boolean {
  return thing.type === 'ref' && DARK.test(thing.name);
}

function asDictionary(thing: Thing): Thing {
  if (!isModule(thing)) return thing;
  return { type: 'object', entries: new Map(), base: thing, rest: unknownThing('(member)', {}, true) };
}

function coded(call: ApiCall): Thing {
  const literal = literalOf(call.args[0]);
  const how = literalOf(call.arg('1 encoding'))?.toLowerCase().replace(/[-_]/g, '') ?? 'utf8';
  if (literal !== undefined && how === 'rot13') return unpackedThing(rot13(literal), call.scene);
  const decoded =
    literal === undefined
      ? undefined
      : how === 'hex'
        ? decodeHex(literal)
        : /^base64/.test(how)
          ? decodeBase64(literal)
          : literal;
  if (decoded !== undefined && call.name === 'codecs.decode') return unpackedThing(decoded, call.scene);
  return textThing(
    hole('(decoded text)', { ...(call.args[0] ? taintOfThing(call.args[0]) : {}), decoded: call.name === 'codecs.decode' }),
  );
}
