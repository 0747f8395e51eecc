// Plain data in, a copy that nobody can change out. Each part is read once: what is looked at later is what was looked at first.

/** Maps, and whatever else is no plain object, stay as they are. */
export function frozenCopy<T>(value: T): T {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Map) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, frozenCopy(part)]))) as T;
}
