// What holds where nobody says anything, as it would stand in a file.

export const DEFAULTS = {
  policy: 'ask',
  timeout: 30,
  onTimeout: 'stop',
  blockTimeout: 120,
  maxTurns: 20,
  modelTimeout: 300,
  bell: true,
  sandbox: 'off',
} as const;
