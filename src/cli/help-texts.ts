// What help says beyond the options: how they are grouped, examples by task, what exit codes mean.

/** In the order in which they are printed. */
export const GROUPS = {
  decide: 'Who decides:',
  propose: 'Who proposes:',
  run: 'How blocks run:',
  print: 'What is printed:',
};

export const EXAMPLES = `
Look first:
  approve-run check task.md                    say what would happen
  approve-run task.md --model M --dry-run      what a model would do first
Answer block by block:
  approve-run task.md                          ask before each block
  approve-run task.md --always bash            bash only where a rule asks
  generate-task | approve-run -                answer at the terminal
Run unattended:
  approve-run task.md --policy deny-dangerous  deny the dangerous, run the rest
Let a model write the blocks:
  approve-run task.md --model anthropic/claude-sonnet-5-5
  approve-run task.md --model qwen3 --base-url http://localhost:8080/v1
  approve-run task.md --agent replay:run.jsonl (from --record run.jsonl)

With no terminal and no --approver, what needs an answer is denied.
Exit codes: 0 done, 1 a block failed, 2 usage, 3 denied, 4 no answer,
  5 the agent failed, 6 a limit, 130 interrupted, 143 terminated.`;

export const REPLAY_HELP = `
A block runs unasked only where code, tool, folder, sandbox, the files that it
runs and what the policies say are as they were when it was approved. The rest
is asked about, and denied where nobody can be. It is a run of its own; what
came of each block is compared with what came of it then.`;

export const COMPLETION_HELP = `
One line in the start-up file of your shell, then open a new one:
  ~/.bashrc                    eval "$(approve-run completion bash)"
  ~/.zshrc, after compinit     eval "$(approve-run completion zsh)"
  ~/.config/fish/config.fish   approve-run completion fish | source`;

export const RESUME_HELP = `
The options of the run hold again; those given here come on top.
Blocks that are over do not run again. One that was started, and is not
known to have ended, is asked about anew, whatever else would answer.`;
