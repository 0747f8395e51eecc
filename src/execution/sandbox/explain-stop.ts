// What a block printed in a sandbox in; a sentence about what the sandbox probably kept it from, and how to let it, out.
import { visibleLine } from '../../text/visible.ts';
import type { BlockResult } from '../../types.ts';

export interface Walls {
  readonly network: boolean;
  readonly hidden: readonly string[];
  /** Of what is hidden, what can be seen all the same: the working directory, toolchains. */
  readonly shown: readonly string[];
  readonly home: string;
  readonly root: boolean;
}

interface Sign {
  readonly pattern: RegExp;
  /** Whether it says so also where the block ended well: nothing but a sandbox makes programs print it. */
  readonly always: boolean;
  readonly applies: (walls: Walls) => boolean;
  readonly says: string;
}

const everywhere = () => true;
const offline = ({ network }: Walls) => !network;

/** The words of the system and of common programs. A guess: any of them could be printed for another reason. */
const SIGNS: readonly Sign[] = [
  {
    pattern: /^bwrap: /m,
    always: false,
    applies: everywhere,
    says: 'The sandbox could not be set up, so the block did not run.',
  },
  {
    pattern: /read-only file ?system|\bEROFS\b/i,
    always: true,
    applies: everywhere,
    says: 'Perhaps the sandbox kept it from writing: only this folder can be written in, and in it not what git, direnv or approve-run obey. --allow-write PATH (in code: allowWrite) lets it.',
  },
  {
    pattern: /^fatal: cannot (?:copy|mkdir|open) [^\n]*\.git\/|\.git: read-only file ?system/im,
    always: false,
    applies: everywhere,
    says: 'A git repository cannot be begun in a sandbox: run git init here yourself, once, outside of it.',
  },
  {
    pattern: /device or resource busy|\bEBUSY\b|\.(?:envrc|approvalrc[\w.]*)'?: is a directory/i,
    always: false,
    applies: everywhere,
    says: 'Perhaps the sandbox kept it from moving or removing what it guards (.git/config, .git/hooks, the task). --allow-write PATH (in code: allowWrite) lets it.',
  },
  {
    pattern: /operation not permitted|no new privileges|\bEPERM\b/i,
    always: false,
    applies: everywhere,
    says: 'Perhaps it wanted privileges: in the sandbox there are none, not by sudo either.',
  },
  {
    pattern: /permission denied|\bEACCES\b/i,
    always: false,
    applies: ({ root }) => root,
    says: 'Perhaps the file is not owned by root: in the sandbox root has no rights over the files of others.',
  },
  {
    pattern: /please tell me who you are|unable to auto-detect email address/i,
    always: false,
    applies: everywhere,
    says: 'The sandbox hides ~/.gitconfig. --allow-read ~/.gitconfig (in code: allowRead) shows it.',
  },
  {
    pattern:
      /could(?: not|n't) resolve host|unable to resolve host|(?:temporary )?failure (?:in name resolution|resolving)|name or service not known|network is unreachable|failed to resolve address|no address associated with hostname|\b(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH)\b|UnknownHostException|dial tcp: lookup/i,
    always: true,
    applies: offline,
    says: 'Perhaps the sandbox kept it from the network. --sandbox=net (in code: network) lets it.',
  },
  {
    pattern: /(?:connection refused|\bECONNREFUSED\b)/i,
    always: false,
    applies: offline,
    says: 'Perhaps it wanted a service of this machine: in the sandbox there is none. --sandbox=net shares the network.',
  },
];

export function explainStop({ exitCode, output }: Pick<BlockResult, 'exitCode' | 'output'>, walls: Walls): string | undefined {
  const text = `${output.head}\n${output.tail}`;
  const failed = exitCode !== 0;
  const said = SIGNS.filter(({ pattern, always, applies }) => (always || failed) && applies(walls) && pattern.test(text));
  const missed = failed ? missing(text, walls) : undefined;
  const sentences = [...said.map(({ says }) => says), ...(missed === undefined ? [] : [missed])];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** Not whether it is there outside: that is what is hidden. */
function missing(text: string, { hidden, shown, home }: Walls): string | undefined {
  const lines = text.split('\n').filter((line) => /no such file or directory|\bENOENT\b|not found|cannot access/i.test(line));
  const gone = lines.map((line) => shown.reduce((rest, folder) => rest.replaceAll(`${folder}/`, ''), line));
  const folder = hidden.findLast((one) => gone.some((line) => line.includes(`${one}/`)));
  if (folder === undefined) return undefined;
  const name = folder === home ? 'HOME' : visibleLine(folder);
  return `Perhaps it is there, and the sandbox hides it: each block has an empty ${name} of its own. --allow-read PATH shows it.`;
}
