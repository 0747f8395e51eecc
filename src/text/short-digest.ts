// A digest in; as much of it as people compare by eye out.

export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
