// What may be asked for as a sandbox, in this order: each is stricter than the one before it. `auto`: `on`, wherever it can be used.

export const SANDBOX_CHOICES = ['off', 'auto', 'net', 'on'] as const;

export type SandboxChoice = (typeof SANDBOX_CHOICES)[number];
