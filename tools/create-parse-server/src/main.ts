import { createProject, ProjectError } from './create-project.js';

/** What `npm create parse-server my-app` does; resolves with the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [folder, ...others] = args;
  if (folder === undefined || folder.startsWith('-') || others.length > 0) {
    process.stderr.write('Say where the project is to be: npm create parse-server my-app\n');
    return 1;
  }
  try {
    await createProject(folder);
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  process.stdout.write(`
  A project on Parse Server is in ${folder}.

    cd ${folder}
    npm install
    npm test        runs the tests of Cloud Code
    npm run dev     starts a server that runs Cloud Code anew whenever you save it

`);
  return 0;
}
