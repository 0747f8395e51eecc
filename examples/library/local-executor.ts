// Runs blocks in a folder of their own, each after an answer: the first is saved under a name, the second imports it.
import { executeCodeBlocks, LocalCommandLineCodeExecutor } from 'approve-run';

const blocks = `
\`\`\`python
# filename: sums.py
def mean(numbers):
    return sum(numbers) / len(numbers)
\`\`\`

\`\`\`python
from sums import mean
print("The mean is", mean([10, 20, 60]))
\`\`\`
`;

const codeExecutor = new LocalCommandLineCodeExecutor({ timeout: 30 });
try {
  const { output, codeFile } = await executeCodeBlocks(blocks, {
    codeExecutor,
    // A person would look here: consoleApproval() asks at the terminal.
    approvalFunc: ({ effects, saveAs }) => {
      for (const { says } of effects) console.log(`approved: ${says}`);
      return { approved: saveAs?.replaces === undefined, reason: 'no file is replaced' };
    },
  });
  console.log(output, codeFile?.replace(codeExecutor.workDir, '(workDir)'));
} finally {
  await codeExecutor.stop();
}
