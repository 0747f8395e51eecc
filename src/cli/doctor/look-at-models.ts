// The environment in; which providers have a key, by the names of variables only, out. No part of a value is ever read further.

import { ApproveRunError } from '../../errors.ts';
import { findModel } from '../../model/find-model.ts';
import { OWN_SERVER, PROVIDERS } from '../../model/providers.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Finding, Place } from './finding.ts';

export function lookAtModels(place: Place): readonly Finding[] {
  const rows = [
    ...Object.entries(PROVIDERS).map(([name, { keys }]) => ({ name, keys })),
    { name: '--base-url', keys: OWN_SERVER.keys },
  ];
  return [...model(place), ...rows.map(({ name, keys }) => key(name, keys, place.env))];
}

/** Chosen by a file or a variable, so that every run would use it. */
function model({ settings, env }: Place): readonly Finding[] {
  if (settings?.model === undefined) return [];
  const says = `${visibleLine(settings.model)} (${shortPath(settings.origins.model ?? '')})`;
  try {
    findModel({ model: settings.model, baseUrl: settings.baseUrl, env });
    return [{ mark: 'works', name: 'model', says }];
  } catch (error) {
    if (!(error instanceof ApproveRunError)) throw error;
    return [{ mark: 'broken', name: 'model', says, todo: error.message }];
  }
}

function key(name: string, keys: readonly string[], env: NodeJS.ProcessEnv): Finding {
  if (keys.length === 0) return { mark: 'absent', name, says: 'needs no key' };
  const variable = keys.find((each) => env[each]?.trim());
  if (variable !== undefined) return { mark: 'works', name, says: `${variable} is set` };
  const empty = keys.find((each) => env[each] !== undefined);
  if (empty !== undefined)
    return { mark: 'note', name, says: `${empty} is set, but empty`, todo: 'Put the key into it, or unset it.' };
  return { mark: 'absent', name, says: `${keys.join(' or ')} not set` };
}
