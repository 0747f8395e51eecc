// Two absolute paths in; whether the one is the other, or lies below it, out.

export function liesIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
