// What was chosen in; the text of a `.approvalrc.yaml` that explains itself, every key in it, out.
import { KEYS, TOOLS } from '../config/keys.ts';
import { KEY_VALUES, type Value } from './key-values.ts';

type Key = keyof typeof KEY_VALUES;

/** What is not chosen stands in the file as a comment. */
export type Chosen = { readonly [K in Key]?: Value };

const HEADER = `\
# Settings of approve-run for this folder and, in a git repository, for those
# below it. Until a person has read this file and said yes to "approve-run
# trust", it can only make runs stricter: add a policy, shorten a time, forbid
# tools.
#
# Every key is here. To set one, take away the "#" right before it; the value
# is the default, unless it says that it is an example. "approve-run config"
# shows what is in force, and who set it.`;

/** @param schema Where the JSON schema is, for editors. */
export async function rcText(chosen: Chosen, schema: string): Promise<string> {
  const { stringify } = await import('yaml');
  const style = { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 } as const;
  const keys = [...(Object.keys(KEYS) as (keyof typeof KEYS)[]), 'tools' as const];
  const entries = keys.map((key) => {
    const { name, says } = key === 'tools' ? TOOLS : KEYS[key];
    const { default: usual, example } = KEY_VALUES[key];
    const [top, inner] = name.split('.');
    const value = chosen[key] ?? usual ?? example;
    const written = stringify(inner === undefined ? value : { [inner]: value }, style);
    const note = chosen[key] === undefined && usual === undefined ? ' # an example' : '';
    return `# ${says}\n${chosen[key] === undefined ? '#' : ''}${top}: ${written.trimEnd()}${note}\n`;
  });
  return `# yaml-language-server: $schema=${schema}\n\n${HEADER}\n\n${entries.join('\n')}`;
}
