import { readFileSync } from 'node:fs';
import { ConfigError, isJsonObject, type Json } from '@parse/core';
import { localeFolders } from '@parse/core';

/** Texts of the operator's in several languages. */
export interface Translations {
  /** The texts for a reader: of the language, else of the more general one, else of the fallback. */
  textsFor(locale: string | undefined): ReadonlyMap<string, string>;
}

/** Reads the file of translations. Throws `ConfigError` when it cannot be used. */
export function readTranslations(path: string | undefined, fallbackLocale: string): Translations {
  const languages = path === undefined ? new Map<string, ReadonlyMap<string, string>>() : readFile(path);
  return {
    textsFor(locale) {
      for (const tag of [...localeFolders(locale), ...localeFolders(fallbackLocale)]) {
        const texts = languages.get(tag.toLowerCase());
        if (texts) return texts;
      }
      return new Map();
    },
  };
}

function readFile(path: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const content = parse(path);
  if (!isJsonObject(content)) throw new ConfigError([`pages.localizationJsonPath: ${path} holds no object.`]);
  return new Map(
    Object.entries(content).map(([locale, value]) => {
      const texts = isJsonObject(value) ? value['translation'] : undefined;
      const entries = isJsonObject(texts) ? Object.entries(texts) : [];
      return [
        locale.replaceAll('_', '-').toLowerCase(),
        new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
      ];
    }),
  );
}

function parse(path: string): Json {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch (cause) {
    throw new ConfigError([`pages.localizationJsonPath: ${path} cannot be read: ${String(cause)}.`]);
  }
}
