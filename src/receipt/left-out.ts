// A block and somebody's own files in; whether an entry of its folder is none of the block's doing out.
import { type BigIntStats, fstatSync } from 'node:fs';
import { isStandIn, STAND_IN_DATE } from '../stand-in.ts';
import type { Approved } from '../types.ts';
import { bytesOf } from './path-bytes.ts';

export function leftOut({ cwd, sandbox }: Approved, own: readonly string[]): (path: string, stats: BigIntStats) => boolean {
  const folder = cwd === '/' ? '/' : `${cwd}/`;
  const paths = new Set(own.filter((path) => path.startsWith(folder)).map((path) => bytesOf(path.slice(folder.length))));
  // Where ours go to a file, a block's output ends up there.
  const streams = [1, 2].flatMap(fileOf);
  return (path, stats) => {
    if (paths.has(path)) return true;
    if (streams.some(({ ino, dev }) => ino === stats.ino && dev === stats.dev)) return true;
    return sandbox !== 'none' && stats.mtimeMs === BigInt(STAND_IN_DATE) && isStandIn(`${folder}${path}`);
  };
}

function fileOf(descriptor: number): BigIntStats[] {
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    return stats.isFile() ? [stats] : [];
  } catch {
    return [];
  }
}
