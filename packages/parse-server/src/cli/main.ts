/** Runs the command line and resolves with the exit code. */
export async function main(_args: readonly string[]): Promise<number> {
  process.stderr.write('parse-server: this build has no server yet.\n');
  return Promise.resolve(1);
}
