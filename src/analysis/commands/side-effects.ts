// Programs that only look, until one option or word makes them change something.
import type { Pattern } from './spec.ts';

export const SIDE_EFFECT_LINES: readonly Pattern[] = [
  ['file -C|--compile', 'write', 'writes a compiled list of file types'],
  ['tree -o', 'write', 'writes the listing to a file'],
  // GNU programs take long options cut short, each in its own way.
  ['sort --ou|--out|--outp|--outpu', 'write', 'writes what it sorts to a file'],
  ['git * --ou|--out|--outp|--outpu', 'write', 'writes what it shows to a file'],
  ['git fsck --lost-found', 'write', 'writes what it finds into .git'],
  ['sdiff -o|--output', 'write', 'writes the merged text to a file'],
  ['info -o|--output', 'write', 'writes the page to a file'],
  ['xmllint -o|--output', 'write', 'writes the document to a file'],
  ['tidy -m|-modify|-o|-output', 'overwrite', 'overwrites the document'],
  ['mlr -I', 'overwrite', 'overwrites the files it reads'],
  ['shfmt -w|--write', 'overwrite', 'overwrites the scripts it formats'],
  ['cloc --out|--report-file', 'write', 'writes its report to a file'],
  ['scc -o|--output', 'write', 'writes its report to a file'],
  ['pv -o|--output', 'write', 'writes what passes through to a file'],
  ['inotifywait -o|--outfile', 'write', 'writes what happens to a file'],
  ['docker compose config -o|--output', 'write', 'writes the configuration to a file'],
  ['tldr -u|--update', 'network', 'downloads pages'],
  ['ss -K|--kill', 'process', 'ends connections of other programs'],
  ['hostname *', 'privilege', 'changes the name of the machine'],
  ['hostname -F|-b|--file|--boot', 'privilege', 'changes the name of the machine'],
  ['nvidia-smi -r|-pm|-pl|-e|-c|-mig|--gpu-reset', 'privilege', 'changes a graphics card'],
  ['go vet|list|build|test -vettool|-toolexec|-exec', 'opaque', 'cannot tell: hands files to a program'],
];
