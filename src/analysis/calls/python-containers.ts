// Containers in Python: what a client asks for is read as the docker command that it stands for.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { listThing, literalOf, madeThing, type Thing, textThing, toText } from '../program/thing.ts';
import { hole, show } from '../value.ts';
import { isOn, makers } from './described.ts';

export const PYTHON_CONTAINERS: Apis = {
  'docker.from_env().containers.run docker.from_env().containers.create docker.DockerClient().containers.run docker.DockerClient().containers.create':
    { does: containerRun },
};

export const PYTHON_CONTAINER_FAMILIES: readonly (readonly [name: RegExp, api: Api])[] = [
  // What this program started itself.
  [
    /^(?:docker|podman)\b.*\.containers\.(?:run|create)\(\)\.\w+$|^(?:docker|podman)\b.*\.(?:images\.build|(?:networks|volumes)\.create)\(\)(?:\[\])?\.\w+$/,
    {},
  ],
  [
    /^(?:docker|podman)\b.*\.(?:containers|volumes|images|networks|services|secrets|swarm)\b.*\.(?:remove|prune|kill|stop|leave)$/,
    { does: dockerCommand },
  ],
  [/^python_on_whales\.(?:docker|DockerClient\(\))\.[\w.]+$/, { does: whale }],
];

const KINDS: Readonly<Record<string, readonly string[]>> = {
  containers: [],
  images: ['image'],
  volumes: ['volume'],
  networks: ['network'],
  services: ['service'],
  secrets: ['secret'],
  swarm: ['swarm'],
};

/** `client.volumes.get("x").remove()` is `docker volume rm x`. */
function dockerCommand(call: ApiCall): Thing {
  const kind = /\.(containers|volumes|images|networks|services|secrets|swarm)\b/.exec(call.name)?.[1] ?? '';
  const verb = call.name.slice(call.name.lastIndexOf('.') + 1);
  const listed = makers(call.self).find(({ by }) => /\.(?:list|get)\(\)$/.test(by));
  const all = listed?.by.endsWith('.list()') === true && listed.named.get('filters') === undefined;
  const which = all ? textThing(hole('$(docker ps)')) : (listed?.args[0] ?? call.args[0] ?? textThing('x'));
  const words = [
    'docker',
    ...(kind === 'containers' && verb === 'prune' ? ['container'] : (KINDS[kind] ?? [])),
    verb === 'remove' ? 'rm' : verb,
  ];
  const forced = isOn(call.arg('force')) ? ['--force'] : [];
  return textThing(
    call.command(listThing([...[...words, ...forced].map((word) => textThing(word)), ...(verb === 'prune' ? [] : [which])])),
  );
}

function whale(call: ApiCall): Thing {
  const words = call.name.replace('DockerClient()', 'docker').split('.').slice(1);
  const options = [...call.named].flatMap(([name, thing]) => (isOn(thing) ? [textThing(`--${name.replaceAll('_', '-')}`)] : []));
  return textThing(
    call.command(listThing([...words.map((word) => textThing(word === 'remove' ? 'rm' : word)), ...options, ...call.args])),
  );
}

/** As `docker run` would be called. */
function containerRun(call: ApiCall): Thing {
  const words = ['docker', 'run'];
  if (isOn(call.arg('privileged'))) words.push('--privileged');
  for (const option of ['pid', 'ipc', 'network', 'userns'] as const) {
    const value = literalOf(call.arg(`${option}_mode`) ?? call.arg(option));
    if (value !== undefined) words.push(`--${option}=${value}`);
  }
  for (const right of elementsOf(call.arg('cap_add') ?? listThing([])).items) words.push(`--cap-add=${literalOf(right) ?? ''}`);
  const volumes = call.arg('volumes');
  if (volumes?.type === 'object')
    for (const [source, bound] of volumes.entries) {
      const inner = bound.type === 'object' ? bound.entries : new Map<string, Thing>();
      const mode = literalOf(inner.get('mode'));
      words.push('-v', `${source}:${literalOf(inner.get('bind')) ?? '/mnt'}${mode === undefined ? '' : `:${mode}`}`);
    }
  else for (const volume of elementsOf(volumes ?? listThing([])).items) words.push('-v', show(toText(volume)));
  const inner = call.arg('1 command');
  const given = inner?.type === 'list' ? inner.items : inner === undefined ? [] : [textThing('sh'), textThing('-c'), inner];
  const output = call.command(
    listThing([...words.map((word) => textThing(word)), call.arg('0 image') ?? textThing('image'), ...given]),
  );
  return madeThing(`${call.name}()`, { content: output, self: call.self, args: call.args });
}
