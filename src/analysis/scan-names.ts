// Python or JavaScript in, the facilities that its text names out. A stop-gap until these languages are read.
import type { Place } from './place.ts';
import type { Recorder } from './recorder.ts';

/** What a text that names it may do. */
const FACILITIES: readonly (readonly [name: RegExp, may: string])[] = [
  [
    /\bsubprocess\b|\bos\s*\.\s*(?:system|popen|exec\w*|spawn\w*|fork\w*|posix_spawn\w*)|\bpty\b|\bchild_process\b|\bexeca\b|\bzx\b|\bpexpect\b/,
    'start processes',
  ],
  [
    /(?<![.\w])(?:eval|exec|compile|Function|execfile)\s*\(|__import__|\bimportlib\b|\bgetattr\s*\(|\bglobals\s*\(|__builtins__|\bbuiltins\b|\bvm\b|\.\s*constructor\b|\[\s*['"]constructor|__subclasses__|__globals__|\bmarshal\b|\bpickle\b|\bctypes\b|\bcffi\b|\bdlopen\b|\bcodecs\b|fromhex|fromCharCode/,
    'run code made at run time',
  ],
  [
    /\b(?:os|shutil|Path|pathlib)\b[^\n]*\b(?:remove|unlink|rmdir|removedirs|rmtree|move|truncate|chmod|chown|rename|replace)\b|\b(?:rmtree|unlink|rmdir|removedirs)\b|\bos\s*\.\s*(?:remove|kill|killpg)|\b(?:rm|unlink|rmdir|truncate|chmod|chown)(?:Sync)?\s*\(|\b(?:rm|rmdir|unlink|truncate|cp|rename)Sync\b|\brimraf\b|\bfs\.rm/,
    'remove files',
  ],
  [
    /\b(?:socket|urllib\d?|requests|httpx|aiohttp|ftplib|smtplib|telnetlib|paramiko|boto3|asyncssh)\b|\bhttp\.client\b|\bfetch\s*\(|['"](?:node:)?(?:https?|http2|net|tls|dgram|dns)['"]|\baxios\b|\bXMLHttpRequest\b|\bWebSocket\b/,
    'use the network',
  ],
  [
    /\bprocess\s*\.\s*(?:kill|binding|dlopen)|\bsignal\s*\.\s*\w*kill|\bos\s*\.\s*abort|\bprocess\s*\[|\brequire\s*\(\s*[^'")\s]|\bimport\s*\(\s*[^'")\s]/,
    'reach the system',
  ],
  [
    /\.ssh\b|\.aws\b|\/etc\/|\.bashrc|\.netrc|\/dev\/|id_rsa|\bexpanduser\b|\bPath\.home\b|\bhomedir\b|\bprocess\.env\.HOME\b|\bDROP\s+(?:TABLE|DATABASE|SCHEMA)|\bTRUNCATE\s+TABLE/,
    'reach files outside the folder',
  ],
];

/** @returns Whether the text is plain; otherwise an `opaque` effect was recorded that says why not. */
export function namesNothing(code: string, line: number, via: readonly string[], recorder: Recorder): boolean {
  for (const [name, may] of FACILITIES) {
    const found = name.exec(code);
    if (!found) continue;
    const inner = code.slice(0, found.index).split('\n').length - 1;
    recorder.effect({ kind: 'opaque', says: `cannot tell: names something that may ${may}`, line: line + inner, via });
    return false;
  }
  return true;
}

export function scanNames(code: string, _place: Place, recorder: Recorder): void {
  recorder.effect({ kind: 'unread', says: 'cannot tell: this language is not read yet', line: 1, via: [] });
  namesNothing(code, 1, [], recorder);
}
