// What the doctor looks at, and what it finds, as data.
import type { Settings } from '../../config/load-settings.ts';
import { BUILT_IN_TOOLS } from '../../tool/tools.ts';
import type { Tool } from '../../types.ts';

/** `absent` is no fault: it is not there, and nobody has asked for it. */
export type Mark = 'works' | 'note' | 'broken' | 'absent';

export interface Finding {
  readonly mark: Mark;
  /** Unique. */
  readonly name: string;
  readonly says: string;
  /** What to do about it. */
  readonly todo?: string;
}

export interface Section {
  readonly title: string;
  readonly findings: readonly Finding[];
}

export interface Place {
  readonly cwd: string;
  readonly home: string;
  /** Whose programs never count. */
  readonly project: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** What blocks, and the programs that are tried here, see of it. */
  readonly blockEnv: Readonly<Record<string, string>>;
  /** Undefined where the configuration cannot be read. */
  readonly settings: Settings | undefined;
}

export function toolsOf({ settings }: Place): readonly Tool[] {
  return settings?.tools ?? BUILT_IN_TOOLS;
}
