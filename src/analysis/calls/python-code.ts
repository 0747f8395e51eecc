// Code made at run time, and texts packed and unpacked, in Python.
import { gunzipSync, inflateSync } from 'node:zlib';
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
  unknownThing,
} from '../program/thing.ts';
import { hole, isTainted } from '../value.ts';
import { code, codeWith, decodes, NUMBERS, passes } from './make.ts';

export const PYTHON_CODE: Apis = {
  'exec execfile': codeWith('0 object', '1 2 globals locals'),
  'timeit.timeit timeit.repeat': code('python', '0 stmt'),
  eval: codeWith('0 source', '1 2 globals locals'),
  compile: passes('0 source'),
  'code.interact code.InteractiveConsole().push code.InteractiveInterpreter().runsource': code('python', '0'),
  '__import__ importlib.import_module importlib.__import__ pydoc.locate pkgutil.resolve_name': { does: imported },
  'importlib.util.spec_from_file_location': { tell: ['execute', 'runs the script {0}'], does: loadsFile },
  'imp.load_source importlib.machinery.SourceFileLoader': { does: loadsFile },
  getattr: { does: attribute },
  'operator.attrgetter operator.methodcaller': {
    does: (call) => unknownThing(`attrgetter(${literalOf(call.args[0]) ?? '…'})`, {}, true),
  },
  setattr: {
    does: (call) => call.set(call.args[0] ?? NOTHING, call.args[1] ?? NOTHING, call.args[2] ?? NOTHING),
  },
  'inspect.getmembers inspect.getmembers_static inspect.getattr_static': {
    does: (call) => asDictionary(call.args[0] ?? NOTHING),
  },
  'vars globals locals': {
    does: (call) => (call.args[0] === undefined ? unknownThing(`${call.name}()`, {}, true) : asDictionary(call.args[0])),
  },
  '*.__subclasses__ object.__subclasses__ *.__globals__ *.__getattribute__ *.__reduce__': {
    tell: ['opaque', 'cannot tell: reaches around in the interpreter'],
    does: (call) => unknownThing(call.name, {}, true),
  },
  'object.__getattribute__ type.__getattribute__': { does: attribute },
  'pickle.loads pickle.load cPickle.loads cPickle.load _pickle.loads dill.loads dill.load cloudpickle.loads cloudpickle.load marshal.loads marshal.load shelve.open joblib.load jsonpickle.decode torch.load pandas.read_pickle':
    { does: unpickled },
  'yaml.load yaml.unsafe_load yaml.full_load yaml.load_all': { does: yamlLoaded },
  'ctypes.CDLL ctypes.cdll.LoadLibrary ctypes.PyDLL ctypes.WinDLL ctypes.cdll ctypes.util.find_library cffi.FFI().dlopen': {
    does: (call) => madeThing('ctypes.CDLL()', { args: call.args }),
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
  'zlib.decompress gzip.decompress': { does: unpacked },
  'codecs.decode codecs.encode': { does: coded },
  'base64.b64encode base64.urlsafe_b64encode base64.encodebytes base64.b32encode base64.b85encode binascii.hexlify binascii.b2a_hex binascii.b2a_base64 zlib.compress gzip.compress':
    { does: ({ args, name }) => textThing(hole(`${name}()`, args[0] ? taintOfThing(args[0]) : {}, 'word')) },
  super: { does: (call) => call.member(call.self, 'super') },
};

function imported(call: ApiCall): Thing {
  const name = literalOf(call.arg('0 name'));
  if (name === undefined) {
    call.report('opaque', 'cannot tell: which module it imports is decided at run time');
    return unknownThing('(module)', {}, true);
  }
  return call.load(name);
}

function loadsFile(call: ApiCall): Thing {
  const path = call.args[1] ?? call.args[0];
  if (path !== undefined) call.command(listThing([textThing('python3'), path]));
  return unknownThing('(module)');
}

function attribute(call: ApiCall): Thing {
  const [of = NOTHING, name, other] = call.args;
  const literal = literalOf(name);
  if (literal !== undefined) return call.member(of, literal);
  if (name?.type === 'either') return eitherThing(name.ways.map((way) => attribute({ ...call, args: [of, way] })));
  const dark = of.type === 'ref' || (of.type === 'unknown' && of.hidden === true) || of.type === 'made';
  return dark
    ? unknownThing(`getattr(${of.type === 'ref' ? of.name : '…'})`, {}, true)
    : (other ?? unknownThing('(attribute)', taintOfThing(of)));
}

function asDictionary(thing: Thing): Thing {
  return thing.type === 'ref' || thing.type === 'made'
    ? unknownThing(`vars(${thing.type === 'ref' ? thing.name : '…'})`, {}, true)
    : thing;
}

function unpickled(call: ApiCall): Thing {
  const given = call.args[0];
  const taint = given === undefined ? {} : taintOfThing(given);
  if (taint.download !== undefined)
    call.report('download-execute', `unpickles what it downloads from ${taint.download}`, { host: taint.download });
  else if (/marshal/.test(call.name)) return textThing(hole('(unmarshalled)', { ...taint, decoded: true }));
  else if (taint.decoded || (given !== undefined && literalOf(given) !== undefined))
    call.report('opaque', 'cannot tell: unpickles what may run code');
  return madeThing('pickle.load()', { content: hole('(unpickled)', taint) });
}

function yamlLoaded(call: ApiCall): Thing | undefined {
  const loader = call.arg('1 Loader');
  const unsafe =
    /unsafe/.test(call.name) ||
    (loader?.type === 'ref' && /Unsafe|\.Loader$|^Loader$/.test(loader.name)) ||
    (loader === undefined && call.name === 'yaml.load');
  const taint = call.args[0] === undefined ? {} : taintOfThing(call.args[0]);
  if (unsafe && isTainted(taint)) call.report('opaque', 'cannot tell: loads YAML that may run code');
  return undefined;
}

function unpacked(call: ApiCall): Thing {
  const given = call.args[0];
  const taint = given === undefined ? {} : taintOfThing(given);
  const literal = literalOf(given);
  const inner = literal === undefined ? undefined : inflate(Buffer.from(literal, 'latin1'), call.name.startsWith('gzip'));
  return inner === undefined ? textThing(hole('(unpacked text)', { ...taint, decoded: true })) : textThing(inner);
}

function inflate(bytes: Buffer, gzip: boolean): string | undefined {
  try {
    return (gzip ? gunzipSync : inflateSync)(bytes, { maxOutputLength: 64 * 1024 }).toString('utf8');
  } catch {
    return undefined;
  }
}

function coded(call: ApiCall): Thing {
  const literal = literalOf(call.args[0]);
  const how = literalOf(call.arg('1 encoding'))?.toLowerCase().replace(/[-_]/g, '') ?? 'utf8';
  if (literal !== undefined && how === 'rot13') return textThing(rot13(literal));
  const decoded =
    literal === undefined
      ? undefined
      : how === 'hex'
        ? decodeHex(literal)
        : /^base64/.test(how)
          ? decodeBase64(literal)
          : literal;
  if (decoded !== undefined && call.name === 'codecs.decode') return textThing(decoded);
  return textThing(
    hole('(decoded text)', { ...(call.args[0] ? taintOfThing(call.args[0]) : {}), decoded: call.name === 'codecs.decode' }),
  );
}

/** What it gives says what it was given, in other words. */
