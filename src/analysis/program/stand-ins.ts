// What tests put in the place of functions in; they stand there until what comes out is called.
import { canonicalName } from './canonical-name.ts';
import type { Frame } from './program.ts';
import type { Replacement } from './thing.ts';

/** Stands for all members of a module: `boto3.*`. */
export function standInFor(name: string, { program: { overrides } }: Frame) {
  return overrides.size === 0 ? undefined : overrides.get(`${/^\w+/.exec(name)?.[0] ?? ''}.*`);
}

export function putStandIns(replacements: readonly Replacement[], frame: Frame): () => void {
  const { overrides } = frame.program;
  const undo = replacements.map(({ of, name, by }) => {
    const [names, key] =
      of.type === 'class'
        ? [of.members, name]
        : of.type === 'object'
          ? [of.entries, name]
          : [overrides, canonicalName(`${of.type === 'ref' ? of.name : of.type === 'made' ? of.by : ''}.${name}`, frame.program)];
    const before = names.get(key);
    names.set(key, by);
    return () => (before === undefined ? names.delete(key) : names.set(key, before));
  });
  return () => {
    for (const put of undo.reverse()) put();
  };
}
