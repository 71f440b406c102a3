import type { Adapter } from './adapter.js';

/** The bytes of a file: whole, or as they arrive. */
export type FileBody = Uint8Array | AsyncIterable<Uint8Array>;

/** What is stored beside the bytes. */
export interface FileProperties {
  readonly contentType: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A stretch of a file: offsets in bytes, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A file being read. */
export interface FileRead {
  readonly body: AsyncIterable<Uint8Array>;
  /** Of the whole file, in bytes. */
  readonly size: number;
  readonly contentType: string | undefined;
  /** The stretch that `body` holds when a range was asked for. */
  readonly range?: ByteRange;
}

/** What a files store can do; meanings when false are in the comments. */
export interface FilesCapabilities {
  /** Reads ranges. False: the whole file is read and cut by the engine. */
  readonly ranges: boolean;
  /** Keeps metadata. False: `metadata` is always empty. */
  readonly metadata: boolean;
  /** `url` is one that clients can fetch from directly. False: files are served through the server. */
  readonly directAccess: boolean;
}

/** Keeps the bytes of files. Names are checked by the engine: no `..`, no empty segment. */
export interface FilesAdapter extends Adapter<'files'> {
  readonly capabilities: FilesCapabilities;
  save(name: string, body: FileBody, properties: FileProperties): Promise<void>;
  /** Null when there is no such file. */
  read(name: string, range?: ByteRange): Promise<FileRead | null>;
  /** Removing a file that does not exist is no error. */
  remove(name: string): Promise<void>;
  metadata(name: string): Promise<Readonly<Record<string, string>>>;
  /** Where clients fetch it from when `directAccess`; undefined otherwise. */
  url(name: string): string | undefined;
}
