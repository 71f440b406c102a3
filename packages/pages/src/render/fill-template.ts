/** A value for a placeholder. */
export interface TemplateValue {
  readonly text: string;
  /** The same with markup of the operator's in it, and all else escaped. */
  readonly markup?: string;
}

/** Values by the names of their placeholders. */
export type TemplateValues = ReadonlyMap<string, TemplateValue>;

/**
 * Fills a page in the syntax that pages of Parse have (Mustache): `{{name}}`, `{{{name}}}`, `{{#name}}shown if there is
 * a value{{/name}}`, `{{^name}}shown if there is none{{/name}}`, `{{! a remark }}`. Three braces keep markup of the
 * operator's own texts; whatever came with a request is escaped in either form. Values are not looked into again.
 */
export function fillTemplate(template: string, values: TemplateValues): string {
  return fill(template, values, ({ text, markup }, isRaw) => (isRaw && markup) || escapeHtml(text));
}

/** The same for text that is no markup and is escaped as a whole later. */
export function fillText(template: string, values: TemplateValues): string {
  return fill(template, values, ({ text }) => text);
}

/** Text as it may stand between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"'`=/]/g, (character) => `&#${character.charCodeAt(0)};`);
}

type Show = (value: TemplateValue, isRaw: boolean) => string;

const placeholder = /\{\{\{\s*([\w.-]+)\s*\}\}\}|\{\{\s*(&?)\s*([\w.-]+)\s*\}\}|\{\{![^}]*\}\}/g;

function fill(template: string, values: TemplateValues, show: Show): string {
  return withSections(template, values).replaceAll(
    placeholder,
    (_all, raw: string | undefined, mark: string | undefined, name: string | undefined) => {
      const value = values.get(raw ?? name ?? '');
      return value ? show(value, raw !== undefined || mark === '&') : '';
    },
  );
}

const section = /\{\{([#^])\s*([\w.-]+)\s*\}\}([^]*?)\{\{\/\s*\2\s*\}\}/g;

function withSections(template: string, values: TemplateValues): string {
  return template.replaceAll(section, (_all, mark: string, name: string, inner: string) => {
    const hasValue = (values.get(name)?.text ?? '') !== '';
    return hasValue === (mark === '#') ? withSections(inner, values) : '';
  });
}
