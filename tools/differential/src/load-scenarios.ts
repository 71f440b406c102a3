import { readdirSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PlacedScenario, Scenario } from './dsl/scenario.js';

const sources = resolve(import.meta.dirname, '../src/scenarios');

/** The folders of scenarios, and `generated` for what the generator makes. */
export function areaNames(): readonly string[] {
  const folders = readdirSync(sources, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...folders.map(({ name }) => name), 'generated'].sort();
}

/**
 * All scenarios, in the order of folders and files. The sources are listed, as a compiled file stays when its source
 * goes.
 */
export async function loadScenarios(): Promise<readonly PlacedScenario[]> {
  const compiled = join(import.meta.dirname, 'scenarios');
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const loaded = await Promise.all(
    files.map(async (file) => {
      const name = file.replaceAll('\\', '/').slice(0, -'.ts'.length);
      const path = join(compiled, `${name}${extname(import.meta.filename)}`);
      const module = (await import(pathToFileURL(path).href)) as { readonly scenarios?: readonly Scenario[] };
      if (module.scenarios === undefined)
        throw new Error(`${relative(sources, join(sources, file))} exports no scenarios`);
      return module.scenarios.map((scenario) => place(name, scenario));
    }),
  );
  return rejectDuplicates(loaded.flat());
}

function place(name: string, scenario: Scenario): PlacedScenario {
  return { ...scenario, area: name.split('/')[0] ?? '', id: `${name}: ${scenario.title}` };
}

function rejectDuplicates(scenarios: readonly PlacedScenario[]): readonly PlacedScenario[] {
  const seen = new Set<string>();
  for (const { id } of scenarios) {
    if (seen.has(id)) throw new Error(`two scenarios are called ${id}`);
    seen.add(id);
  }
  return scenarios;
}
