import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { publishable, type WorkspacePackage } from './workspace.js';

/** Cruises the source of every member against the rules of dependency-cruiser.config.mjs at `rulesRoot`. */
export async function cruiseWorkspace(
  root: string,
  workspace: readonly WorkspacePackage[],
  rulesRoot = root,
): Promise<ICruiseResult> {
  const { options, forbidden } = await readRules(rulesRoot);
  const folders = workspace
    .flatMap(({ folder }) => ['src', 'test', 'bin'].map((part) => `${folder}/${part}`))
    .filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(folders, {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser was asked for data and sent text');
  return output;
}

/** `rule: from → to` for each broken rule. */
export function brokenRules(result: ICruiseResult): readonly string[] {
  return result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

/** Members whose source was not cruised at all: rules that match nothing must not look kept. */
export function notCruised(result: ICruiseResult, workspace: readonly WorkspacePackage[]): readonly string[] {
  const sources = result.modules.map(({ source }) => source);
  return workspace
    .filter(({ folder }) => !sources.some((source) => source.startsWith(`${folder}/src/`)))
    .map(({ folder }) => `${folder}: no module was cruised`);
}

/** Imports of a workspace package that the importing package.json does not list; npm would not install them. */
export function undeclaredPackages(
  result: ICruiseResult,
  workspace: readonly WorkspacePackage[],
): readonly string[] {
  const names = publishable(workspace).map(({ manifest }) => manifest.name);
  return publishable(workspace).flatMap(({ folder, manifest }) => {
    const declared = { ...manifest.dependencies, ...manifest.peerDependencies, [manifest.name]: '' };
    return result.modules
      .filter(({ source }) => source.startsWith(`${folder}/src/`) && !/\.test(-d)?\.ts$/.test(source))
      .flatMap(({ source, dependencies }) => dependencies.map(({ module }) => ({ source, module })))
      .map(({ source, module }) => ({ source, name: names.find((name) => isEntryOf(name, module)) }))
      .filter(({ name }) => name !== undefined && !(name in declared))
      .map(({ source, name }) => `${source}: ${name ?? ''} is not in package.json`);
  });
}

function isEntryOf(packageName: string, specifier: string): boolean {
  return specifier === packageName || specifier.startsWith(`${packageName}/`);
}

interface Rules {
  readonly forbidden: IForbiddenRuleType[];
  readonly options: ICruiseOptions;
}

async function readRules(root: string): Promise<Rules> {
  const path = join(root, 'dependency-cruiser.config.mjs');
  return ((await import(pathToFileURL(path).href)) as { readonly default: Rules }).default;
}
