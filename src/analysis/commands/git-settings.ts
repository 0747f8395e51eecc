// Settings of git that make it run a program, and what they are set to that is ordinary.

const RUNS =
  /^(?:alias\.|core\.(?:fsmonitor|sshcommand|pager|editor|hookspath|askpass|gitproxy|attributesfile)|pager\.|diff\..*(?:command|textconv|external)|diff\.external|filter\.|merge\..*driver|credential\..*helper|credential\.helper|gpg\..*program|gpg\.program|sequence\.editor|interactive\.difffilter|uploadpack\.|receive\.|protocol\.ext|url\.|http\.proxy|http\.sslverify|include|browser\.|man\.|difftool\.|mergetool\.|init\.templatedir|sendemail\.|remote\..*\.(?:uploadpack|receivepack|vcs)|trailer\..*(?:cmd|command))/i;
const HARMLESS = /^(?:|true|false|cat|less|store --file \S+|cache.*|vim|nano|vi|code --wait|delta|-?less .*|diff-so-fancy)$/;

export function runsProgram(name: string, value: string): boolean {
  return RUNS.test(name) && !HARMLESS.test(value);
}

/** For all repositories, what would be ordinary in one counts too: where passwords go, what a word means. */
export function staysInEffect(name: string, value: string): boolean {
  return RUNS.test(name) && !/^(?:|true|false|cat|less.*|delta|vim|vi|nano|code --wait)$/.test(value);
}
