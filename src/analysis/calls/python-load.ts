// Modules, pickles, models and documents that Python programs load: what runs while it is loaded.
import type { ApiCall, Apis } from '../program/api.ts';
import {
  eitherThing,
  listThing,
  literalOf,
  madeThing,
  type Thing,
  taintOfThing,
  textThing,
  toText,
  unknownThing,
} from '../program/thing.ts';
import { hole, isTainted, show, type Taint } from '../value.ts';
import { isOn } from './described.ts';
import { contentOf } from './paths.ts';

export const PYTHON_LOAD: Apis = {
  '__import__ importlib.import_module importlib.__import__ pydoc.locate pkgutil.resolve_name django.utils.module_loading.import_string werkzeug.utils.import_string':
    { does: imported },
  'importlib.util.spec_from_file_location': { tell: ['execute', 'runs the script {0}'], does: loadsFile },
  'imp.load_source importlib.machinery.SourceFileLoader': { does: loadsFile },
  'pickle.loads pickle.load cPickle.loads cPickle.load _pickle.loads _pickle.load dill.loads dill.load cloudpickle.loads cloudpickle.load marshal.loads marshal.load jsonpickle.decode pickle.Unpickler pickle.Unpickler().load':
    { does: (call) => unpickled(call, call.args[0] === undefined ? {} : taintOfThing(call.args[0])) },
  'joblib.load torch.load shelve.open pandas.read_pickle numpy.load compress_pickle.load skops.io.load keras.models.load_model tensorflow.keras.models.load_model':
    { does: loaded },
  'yaml.load yaml.unsafe_load yaml.full_load yaml.load_all yaml.unsafe_load_all ruamel.yaml.load': { does: yamlLoaded },
  'torch.hub.load torch.hub.load_state_dict_from_url': { does: fromHub },
  '*.from_pretrained transformers.pipeline datasets.load_dataset': { does: fromHub },
};

function imported(call: ApiCall): Thing {
  const name = call.arg('0 name import_name dotted_path path');
  const literal = literalOf(name);
  if (literal !== undefined) return call.load(literal);
  if (name?.type === 'either') return eitherThing(name.ways.map((way) => imported({ ...call, arg: () => way })));
  const [first] = name === undefined ? [] : toText(name);
  // A package of the project whose plugins are looked up by name.
  const own =
    first?.type === 'text'
      ? /^\w*\./.test(first.text) && !/^(?:os|sys|builtins|subprocess|importlib)\./.test(first.text)
      : /__(?:name|package)__$/.test(first?.text ?? '');
  if (own) {
    call.report('execute', `runs a module of ${show(toText(name ?? textThing(''))).slice(0, 40)}`);
    return unknownThing('(module)');
  }
  call.report('opaque', 'cannot tell: which module it imports is decided at run time');
  return unknownThing('(module)', {}, true);
}

function loadsFile(call: ApiCall): Thing {
  const path = call.args[1] ?? call.args[0];
  if (path !== undefined) call.command(listThing([textThing('python3'), path]));
  return unknownThing('(module)');
}

function unpickled(call: ApiCall, taint: Taint): Thing {
  const [given] = call.args;
  if (taint.download !== undefined)
    call.report('download-execute', `unpickles what it downloads from ${taint.download}`, { host: taint.download });
  else if (/marshal/.test(call.name)) return textThing(hole('(unmarshalled)', { ...taint, decoded: true }));
  else if (taint.decoded || (given !== undefined && literalOf(given) !== undefined))
    call.report('opaque', 'cannot tell: unpickles what may run code');
  return madeThing('pickle.load()', { content: hole('(unpickled)', taint) });
}

/** By its path, its address, or open already. */
function loaded(call: ApiCall): Thing {
  const path = call.arg('0 filename filepath_or_buffer file f');
  const harmless = isOn(call.arg('weights_only')) || (call.name === 'numpy.load' && !isOn(call.arg('allow_pickle')));
  const address = path?.type === 'text' ? /^(?:https?|ftp|s3):\/\/([^/]*)/.exec(show(path.value))?.[1] : undefined;
  const taint =
    address !== undefined
      ? { download: address }
      : path === undefined
        ? {}
        : path.type === 'text'
          ? taintOfThing(textThing(contentOf(call, path)))
          : taintOfThing(path);
  if (address !== undefined) call.report('network', `talks to ${address}`, { host: address });
  const { download } = taint;
  if (download !== undefined && !harmless)
    call.report('download-execute', `unpickles what it downloads from ${download}`, { host: download });
  return madeThing('pickle.load()', { content: hole('(loaded)', taint) });
}

function yamlLoaded(call: ApiCall): Thing | undefined {
  const loader = call.arg('1 Loader');
  const unsafe =
    /unsafe/.test(call.name) ||
    (loader?.type === 'ref' && /Unsafe|\.Loader$|^Loader$/.test(loader.name)) ||
    (loader === undefined && call.name === 'yaml.load');
  const taint = call.args[0] === undefined ? {} : taintOfThing(call.args[0]);
  const runs = /!!python\/(?:object|name|module)/.test(literalOf(call.args[0]) ?? '');
  if (unsafe && (runs || isTainted(taint))) call.report('opaque', 'cannot tell: loads YAML that may run code');
  return undefined;
}

/** Who publishes models that everybody runs. */
const KNOWN =
  /^(?:pytorch|facebookresearch|facebook|ultralytics|intel-isl|isl-org|nvidia|snakers4|huggingface|rwightman|microsoft|google|openai|meta-llama|mistralai|qwen|deepseek-ai|thudm|zai-org|tiiuae|bigcode|bigscience|mosaicml|nomic-ai|jinaai|stabilityai|internlm|opengvlab|baichuan-inc|01-ai|allenai|salesforce|databricks|eleutherai|baai|alibaba-nlp|ibm-granite|ibm|apple|cohereforai|sentence-transformers|timm|laion|hustvl|xenova|moonshotai|tencent|baidu|nlpcloud|skt|kakaobrain|adept|vikhyatk|openbmb|liuhaotian|wisdomik|mistral-community|togethercomputer)\//i;

/** A model that brings code of its own with it. */
function fromHub(call: ApiCall): undefined {
  const name = literalOf(call.arg('0 repo_or_dir model path pretrained_model_name_or_path'));
  const brings = call.name === 'torch.hub.load' ? literalOf(call.arg('source')) !== 'local' : isOn(call.arg('trust_remote_code'));
  if (name !== undefined && /^[\w.-]+\/[\w.:-]+$/.test(name) && brings && !KNOWN.test(name))
    call.report('download-execute', `runs the code that comes with ${name}`);
  return undefined;
}
