// Programs that run what a file of the project says, and the names of that file, most wanted first. Nobody reads these; they are bound.
import { bindScript } from '../script-of.ts';
import { join, text, type Value } from '../value.ts';
import type { Call } from './spec.ts';

interface Reads {
  readonly names: string;
  /** Options that name another file. */
  readonly file?: string;
  /** Options that name the folder it lies in. */
  readonly folder?: string;
}

/** One line a program. `make` and the scripts of package.json are read, and not here. */
const PROJECT_FILES: Readonly<Record<string, Reads>> = {
  just: { names: 'justfile Justfile .justfile', file: 'f justfile', folder: 'd working-directory' },
  task: { names: 'Taskfile.yml taskfile.yml Taskfile.yaml taskfile.yaml', file: 't taskfile', folder: 'd dir' },
  rake: { names: 'rakefile Rakefile rakefile.rb Rakefile.rb', file: 'f rakefile' },
  ninja: { names: 'build.ninja', file: 'f', folder: 'C' },
  scons: { names: 'SConstruct', file: 'f file', folder: 'C directory' },
  ant: { names: 'build.xml', file: 'f file buildfile' },
  mvn: { names: 'pom.xml', file: 'f file' },
  gradle: { names: 'build.gradle build.gradle.kts settings.gradle settings.gradle.kts', folder: 'p project-dir' },
  bazel: { names: 'MODULE.bazel WORKSPACE BUILD.bazel BUILD' },
  cmake: { names: 'CMakeLists.txt', folder: 'S' },
  // Installing runs scripts of the project, too.
  'npm pnpm yarn bun': { names: 'package.json', folder: 'prefix C dir cwd' },
};

const BY_NAME = new Map(
  Object.entries(PROJECT_FILES).flatMap(([names, reads]) => names.split(' ').map((name) => [name, reads] as const)),
);

export function bindProjectFiles({ name, options, scene }: Call): void {
  const reads = BY_NAME.get(name);
  if (reads === undefined) return;
  const named = reads.file === undefined ? [] : options.all(reads.file);
  const [folder] = reads.folder === undefined ? [] : options.all(reads.folder);
  const paths = named.length > 0 ? named : reads.names.split(' ').map((one) => below(folder, one));
  for (const path of paths) bindScript(path, scene);
}

export function below(folder: Value | undefined, name: string): Value {
  return folder === undefined ? text(name) : join([folder, text(`/${name}`)]);
}
