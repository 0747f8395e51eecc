// Redirections and what they are put around in; what still goes to standard output out. Files that are written are remembered.

import { isLocal } from '../commands/host-of.ts';
import { sceneOfProject } from '../path-of.ts';
import type { Scene } from '../scene.ts';
import { readFile, touch } from '../touch.ts';
import { EMPTY, hole, join, show, text, type Value } from '../value.ts';
import { expandParts, expandText } from './expand-word.ts';
import { feed } from './feed.ts';
import { followLinks } from './follow-links.ts';
import { type Redirection, unmasked } from './parse-shell.ts';

const NETWORK = /^\/dev\/(?:tcp|udp)\/([^/]+)(?:\/|$)/;
/** `>&2`, `>&-`, `>&"${pipe[1]}"`. */
const DESCRIPTOR = /^(?:\d+|-|\d+-|\$\{?\w+(?:\[[^\]]*\]\})?)$/;
const NOWHERE = /^\/dev\/(?:null|stdout|stderr|tty|zero|full|fd\/.*)$|^\/proc\/self\/fd\//;

export function applyRedirects(redirects: readonly Redirection[], scene: Scene, run: (scene: Scene) => Value): Value {
  if (redirects.length === 0) return run(scene);
  let stdin = scene.stdin;
  const writes: { readonly target: Value; readonly append: boolean; readonly output: boolean }[] = [];
  let hidden = false;
  scene.machine.recorder.spend(redirects.length);
  for (const redirect of redirects) {
    const descriptor = redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : undefined;
    // What is read by another number than 0 can be read by it later, or as the file of that name.
    const input = (content: Value) => {
      if (descriptor === undefined || descriptor === 0) stdin = content;
      else scene.machine.files.set(`/dev/fd/${descriptor}`, content);
    };
    if (redirect.type === 'HereDoc') {
      const { parts, text: body } = redirect.body;
      const plain = redirect.operator === '<<-' ? body.replace(/^\t+/gm, '') : body;
      input(parts ? expandParts(parts, scene) : text(unmasked(plain)));
      continue;
    }
    const target = redirect.target === undefined ? EMPTY : expandText(redirect.target, scene);
    if (redirect.type === 'HereString') {
      input(join([target, text('\n')]));
      continue;
    }
    const shown = show(target);
    const line = scene.lineAt(redirect.pos);
    const host = NETWORK.exec(shown)?.[1];
    if (host !== undefined) {
      connect(host, line, scene);
      if (redirect.operator.startsWith('<')) input(hole(shown, { download: host }));
      else hidden = true;
    } else if (redirect.operator === '<') {
      input(readFile(followLinks(target, scene, true), scene, line));
    } else if (redirect.operator === '<&' && scene.machine.files.has(`/dev/fd/${shown}`)) {
      input(scene.machine.files.get(`/dev/fd/${shown}`) ?? EMPTY);
    } else if (redirect.operator === '<&' || (redirect.operator === '>&' && DESCRIPTOR.test(shown))) {
      if (redirect.operator === '>&' && (descriptor ?? 1) === 1 && shown !== '1') hidden = true;
    } else {
      const output = descriptor === undefined || descriptor === 1;
      if (output) hidden = true;
      writes.push({ target, append: redirect.operator === '>>' || redirect.operator === '&>>', output });
    }
  }
  // The file is opened before the command runs, and what the command writes is known only after.
  const output = run({ ...scene, stdin });
  for (const { target, append, output: takesOutput } of writes) {
    const line = redirects[0] ? scene.lineAt(redirects[0].pos) : 1;
    if (takesOutput && feed(scene.machine, show(target), output)) continue;
    if (!NOWHERE.test(show(target)) && show(target) !== '')
      touch(
        append ? 'write' : 'overwrite',
        followLinks(target, scene, true),
        withoutCommand(sceneOfProject(target, scene)),
        line,
        {
          content: takesOutput ? output : hole('(errors)'),
          append,
        },
      );
  }
  return hidden ? (writes.some(({ target }) => /^\/dev\/(?:stdout|tty|fd\/1)$/.test(show(target))) ? output : EMPTY) : output;
}

/** The shell opens the file, not the command: what is allowed for the command by name is not allowed for the file. */
function withoutCommand({ command: _, ...scene }: Scene): Scene {
  return scene;
}

/** A shell whose input or output is a connection is what a reverse shell is. */
function connect(host: string, line: number, { machine, via }: Scene): void {
  // `exec 3<>/dev/tcp/localhost/5432` asks whether a port answers.
  const last = via.at(-1) ?? '';
  const shell = /(?:^|\/)(?:ba|z|da|k|a)?sh\b/.test(last) || (last === 'exec' && !isLocal(host));
  const kind = shell ? 'reverse-shell' : 'network';
  machine.recorder.effect({ kind, says: shell ? `gives a shell to ${host}` : `connects to ${host}`, line, via, host });
}
