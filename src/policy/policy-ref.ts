// What a policy is called by in, what kind of thing it names out.

export type RefKind = 'name' | 'file' | 'module';

/** A name is a built-in policy; whatever has a slash or one of these endings is a file. */
export function refKind(ref: string): RefKind {
  if (/\.(mjs|js|ts)$/.test(ref)) return 'module';
  return ref.includes('/') || /\.(yaml|yml|json)$/.test(ref) ? 'file' : 'name';
}
