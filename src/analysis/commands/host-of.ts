// A URL, `user@host:path` or a host in; the host out.

export function hostOf(address: string): { readonly host?: string } {
  const host =
    /^[a-z][\w+.-]*:\/\/(?:[^/@\s]*@)?(\[[^\]]+\]|[^/:?#\s]+)/i.exec(address)?.[1] ??
    /^(?:[^@/\s]+@)?([\w.-]+|\[[^\]]+\])(?::|$|[/?#])/.exec(address)?.[1];
  return host === undefined ? {} : { host: host.toLowerCase() };
}

/** This machine itself. */
export function isLocal(host: string | undefined): boolean {
  return (
    host !== undefined && /^(?:localhost|.*\.localhost|127(?:\.\d+){1,3}|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal)$/.test(host)
  );
}
