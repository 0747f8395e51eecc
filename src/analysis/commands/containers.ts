// Containers: what they run is read, what they are given of this machine is judged.

import { pathOf } from '../path-of.ts';
import { parseOptions } from '../shell/options.ts';
import { EMPTY, hole, show, text, type Value } from '../value.ts';
import { FOR_TESTS } from './own.ts';
import type { Call, Pattern, Specs } from './spec.ts';

const GLOBAL = 'H host context l log-level c config f file p project-name profile env-file project-directory';
const RUN =
  'a attach add-host annotation blkio-weight cap-add cap-drop cgroupns cidfile cpus c cpu-shares device dns e env env-file entrypoint expose gpus group-add h hostname ip ipc isolation l label link log-driver log-opt mac-address m memory mount name network net network-alias pid pids-limit platform p publish pull restart runtime security-opt shm-size stop-signal stop-timeout storage-opt sysctl tmpfs u user ulimit userns v volume volumes-from w workdir';

export const CONTAINERS: Specs = {
  'docker podman nerdctl': { values: GLOBAL, executes: true, does: docker },
  'docker-compose podman-compose': { values: GLOBAL, executes: true, does: (call) => compose(call, call.args) },
};

const ENGINES = ['docker', 'podman'];
export const CONTAINER_LINES: readonly Pattern[] = ENGINES.flatMap((engine): Pattern[] => [
  [
    `${engine} system|volume|image|container|builder|network|buildx prune`,
    'cloud-destroy',
    'deletes unused containers, images or volumes',
  ],
  [`${engine} system reset`, 'cloud-destroy', 'deletes all containers, images and volumes'],
  [`${engine} volume rm|remove`, 'cloud-destroy', 'deletes the volume {1}', 'volume'],
  [`${engine} swarm leave -f|--force`, 'cloud-destroy', 'leaves the swarm'],
  [`${engine} service|stack|secret|node rm|remove`, 'cloud-destroy', 'deletes {1} from the swarm'],
  [`${engine} rm -f|--force|-v|--volumes`, 'execute', 'removes the container {1}'],
  [`${engine} push`, 'upload', 'publishes the image {1}'],
]);

function docker(call: Call): Value | undefined {
  const { args, name } = call;
  const { rest } = parseOptions(args, GLOBAL, true);
  const sub = show(rest[0] ?? []) === 'container' ? rest.slice(1) : rest;
  const verb = show(sub[0] ?? []);
  if (verb === 'compose') return compose(call, sub.slice(1));
  if (verb === 'exec') return inside(call, sub.slice(1));
  if (verb === 'rm' || verb === 'rmi' || verb === 'kill' || verb === 'stop') {
    const all = sub.slice(1).some((word) => word.some((part) => part.type === 'hole' && part.text.includes(name)));
    if (all) call.report('cloud-destroy', `removes or stops all that ${name} lists`);
  }
  // Those of one name or label are the block's own affair.
  if (verb === 'ps' && parseOptions(sub.slice(1), 'f filter n last format', true).all('f filter').length > 0)
    return hole('$(containers)');
  if (verb === 'cp') for (const path of sub.slice(1)) call.touch('hand-on', path);
  if (verb === 'run' || verb === 'create') return start(call, sub.slice(1));
  return undefined;
}

function compose(call: Call, words: readonly Value[]): Value | undefined {
  const { rest } = parseOptions(words, GLOBAL, true);
  const verb = show(rest[0] ?? []);
  if (verb === 'exec' || verb === 'run') return inside(call, rest.slice(1));
  const options = parseOptions(words, GLOBAL);
  if (!(verb === 'down' && options.has('v volumes')) && !(verb === 'rm' && options.has('v volumes'))) return undefined;
  const set = ['COMPOSE_PROJECT_NAME', 'COMPOSE_FILE'].flatMap((name) => call.scene.shell.variables.get(name)?.[0] ?? []);
  const names = [...options.all('f file p project-name profile env-file'), ...set].map((name) =>
    show(name).replace(/^\/?tmp\//, ''),
  );
  if (names.some((name) => FOR_TESTS.test(name))) call.report('execute', 'deletes the volumes of a test');
  else call.report('cloud-destroy', 'deletes the volumes of the project');
  return undefined;
}

/** Inside, only what is not a file counts: the container has files of its own. */
function inside(call: Call, words: readonly Value[]): Value {
  const { rest } = parseOptions(words, RUN, true);
  return rest.length < 2 ? EMPTY : call.run(rest.slice(1));
}

function start(call: Call, words: readonly Value[]): Value {
  const options = parseOptions(words, RUN, true);
  const { report, scene, read } = call;
  if (options.has('privileged')) report('privilege', 'gives a container all rights over this machine');
  for (const value of options.all('pid ipc userns network net').map(show))
    if (value === 'host' && !options.all('network net').map(show).includes(value))
      report('privilege', 'gives a container a view of this machine');
  for (const value of options.all('cap-add').map(show))
    if (/ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|DAC/.test(value)) report('privilege', `gives a container the right ${value}`);
  for (const value of options.all('device')) read(value);
  let mine = false;
  for (const volume of [...options.all('v volume'), ...options.all('mount')]) {
    const shown = show(volume);
    const source = /(?:source|src)=([^,]+)/.exec(shown)?.[1] ?? shown.split(':')[0] ?? '';
    if (!/^[/.~$]/.test(source)) continue;
    const readOnly = /:ro\b|readonly/.test(shown);
    const { where } = pathOf(text(source), scene);
    if (source.endsWith('docker.sock')) report('privilege', 'gives a container control over all containers');
    else if (where === 'inside' || where === 'cwd' || where === 'own-temporary' || where === 'temporary') mine = true;
    else if (!readOnly || source === '/') report('privilege', `gives a container the folder ${source}`);
    else read(text(source));
  }
  const [, ...command] = options.rest;
  const entry = options.all('entrypoint');
  return mine && command.length > 0 ? call.run([...entry, ...command]) : EMPTY;
}
