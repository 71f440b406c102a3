/** Prints what is wrong, or that nothing is, and sets the exit code of this process to match. */
export function reportProblems(check: string, problems: readonly string[], summary: string): void {
  for (const problem of problems) console.error(`  ✗ ${problem}`);
  if (problems.length === 0) {
    console.log(`${check}: ${summary}`);
  } else {
    console.error(`${check}: ${problems.length} problem(s)`);
    process.exitCode = 1;
  }
}
