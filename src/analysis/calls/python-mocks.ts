// What tests of Python programs put in the place of functions and services, and what only pretends to be one.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import {
  listThing,
  literalOf,
  type Made,
  madeThing,
  NOTHING,
  type Replacement,
  type Thing,
  taintOfThing,
} from '../program/thing.ts';
import { hole } from '../value.ts';
import { PYTHON_MODULES } from './python-modules.ts';

const MOCK = 'unittest.mock.Mock()';
const PATCH = 'unittest.mock.patch()';
/** What tests replace in the modules that use it. */
const LIBRARIES = new Set(
  'requests httpx aiohttp urllib3 boto3 botocore redis docker kubernetes psycopg2 psycopg pymongo sqlalchemy paramiko psutil git openai anthropic send2trash sh'.split(
    ' ',
  ),
);

export const PYTHON_MOCKS: Apis = {
  'unittest.mock.patch': { does: (call) => patched(call, target(call, call.args[0])) },
  'unittest.mock.patch.object': {
    does: (call) => patched(call, { of: call.args[0] ?? NOTHING, name: literalOf(call.args[1]) ?? '' }),
  },
  'unittest.mock.patch.multiple': { does: multiple },
  '*.setattr': { does: setAttribute },
  'unittest.mock.patch().start *.enter_context *.enterContext *.use_fixture': {
    does: (call) => {
      const made = call.name.endsWith('.start') ? call.self : call.args[0];
      return made?.type === 'made' ? atOnce(call, made) : made;
    },
  },
  'unittest.mock.patch().stop unittest.mock.patch.stopall unittest.mock.patch.dict unittest.mock.call unittest.mock.mock_open unittest.mock.create_autospec':
    { does: () => madeThing(MOCK) },
  'moto.mock_aws moto.mock_s3 moto.mock_ec2 moto.mock_iam moto.mock_dynamodb moto.mock_dynamodb2 moto.mock_sqs moto.mock_sns moto.mock_lambda moto.mock_rds moto.mock_secretsmanager moto.mock_ssm moto.mock_logs moto.mock_sts moto.mock_kms moto.mock_cloudformation moto.mock_ecs moto.mock_ecr moto.mock_route53 moto.mock_kinesis':
    mocks('boto3', 'botocore', 'aioboto3', 'aiobotocore', 's3fs'),
  'responses.activate responses.RequestsMock responses.mock requests_mock.Mocker requests_mock.mock httpretty.activate httpretty.httprettified httpretty.enabled vcr.use_cassette':
    mocks('requests', 'urllib3', 'urllib'),
  'respx.mock pytest_httpx.HTTPXMock': mocks('httpx'),
  'aioresponses.aioresponses': mocks('aiohttp'),
  'fakeredis.patch': mocks('redis'),
  'mongomock.patch': mocks('pymongo'),
  'pyfakefs.fake_filesystem_unittest.Patcher pyfakefs.fake_filesystem_unittest.patchfs': mocks('os', 'shutil', 'pathlib'),
};

/** What starts with these is a pretence; its methods harm nothing. */
export const PYTHON_PRETENCES: readonly (readonly [name: RegExp, api: Api])[] = [
  [
    /^(?:unittest\.mock|moto|responses|respx|requests_mock|httpretty|aioresponses|fakeredis|mongomock|mongomock_motor|faker|testcontainers|pytest_mock|freezegun|flexmock|pyfakefs)\b/,
    {
      does: ({ name, self, args, named }) =>
        madeThing(`${name}()`, { self, content: hole(`${name}()`, taintOfThing(listThing([...args, ...named.values()]))) }),
    },
  ],
];

/** All calls of these modules go to a pretence, as long as it lasts. */
function mocks(...modules: readonly string[]): Api {
  const replaces = modules.map((module): Replacement => {
    const by = madeThing('moto.service()');
    return { of: { type: 'ref', name: module }, name: '*', by };
  });
  return { does: ({ name }) => madeThing(`${name}()`, { replaces }) };
}

/** `"app.clean.shutil.rmtree"` is `rmtree` of shutil, through whatever module it is reached. */
function target(call: ApiCall, given: Thing | undefined): Pick<Replacement, 'of' | 'name'> {
  const parts = (literalOf(given) ?? '').split('.');
  const name = parts.pop() ?? '';
  if (parts.length === 1 && parts[0] === '__main__') return { of: { type: 'object', entries: call.names() }, name };
  const at = parts.findIndex((part) => PYTHON_MODULES.has(part) || LIBRARIES.has(part));
  return { of: { type: 'ref', name: parts.slice(Math.max(at, 0)).join('.') }, name };
}

function patched(call: ApiCall, place: Pick<Replacement, 'of' | 'name'>): Made {
  const effect = call.arg('side_effect');
  if (effect !== undefined) call.later(effect, []);
  // What it wraps is called for real.
  const replaces = call.arg('wraps') !== undefined || place.name === '' ? [] : [{ ...place, by: stands(call) }];
  return madeThing(PATCH, { replaces });
}

function stands(call: ApiCall): Thing {
  const given = call.arg('new') ?? call.args[call.name.endsWith('.object') ? 2 : 1];
  return given === undefined || given.type === 'nothing' ? madeThing(MOCK) : given;
}

function multiple(call: ApiCall): Made {
  const [of = NOTHING] = call.args;
  const place = literalOf(of) === undefined ? of : ({ type: 'ref', name: literalOf(of) ?? '' } as const);
  return madeThing(PATCH, { replaces: [...call.named.keys()].map((name) => ({ of: place, name, by: madeThing(MOCK) })) });
}

/** Until somebody stops it. */
function atOnce(call: ApiCall, made: Made): Made {
  call.putStandIns(made.replaces ?? []);
  return made;
}

/** `monkeypatch.setattr(os, "system", print)`, `monkeypatch.setattr("os.system", print)`. */
function setAttribute(call: ApiCall): undefined {
  const [first = NOTHING, second = NOTHING, third] = call.args;
  if (third !== undefined) call.putStandIns([{ of: first, name: literalOf(second) ?? '', by: third }]);
  else if (literalOf(first) !== undefined) call.putStandIns([{ ...target(call, first), by: second }]);
  return undefined;
}
