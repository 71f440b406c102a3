/** What a server answered to `Parse.Cloud.httpRequest`. */
export interface HttpResponse {
  readonly status: number;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** By their names. */
  readonly cookies: Readonly<Record<string, HttpCookie>>;
  readonly buffer: Buffer;
  readonly text: string;
  /** The body as its type says: JSON, or the fields of a form; undefined for other types and for broken JSON. */
  readonly data: unknown;
}

/** A cookie that a server set. */
export interface HttpCookie {
  readonly name: string;
  readonly value: string;
}

/** Reads the whole answer. */
export async function httpResponse(answer: Response): Promise<HttpResponse> {
  const buffer = Buffer.from(await answer.arrayBuffer());
  const text = buffer.toString('utf8');
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    cookies: cookiesIn(answer.headers.getSetCookie()),
    buffer,
    text,
    data: dataOf(answer.headers.get('content-type') ?? '', text),
  };
}

function cookiesIn(lines: readonly string[]): Readonly<Record<string, HttpCookie>> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name = '', value = ''] = /^\s*([^=;]+)=([^;]*)/.exec(line) ?? [];
      return name === '' ? [] : [[name.trim(), { name: name.trim(), value }]];
    }),
  );
}

function dataOf(type: string, text: string): unknown {
  if (/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) return parsed(text);
  return /^application\/x-www-form-urlencoded\b/i.test(type)
    ? Object.fromEntries(new URLSearchParams(text))
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
