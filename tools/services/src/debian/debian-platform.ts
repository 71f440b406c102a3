/** How Debian names this machine's kind of processor, and where its packages then put libraries. */
export interface DebianPlatform {
  readonly architecture: string;
  readonly triplet: string;
  /** The dynamic loader. */
  readonly loader: string;
}

export function debianPlatform(): DebianPlatform {
  const platform = process.platform === 'linux' ? platforms.get(process.arch) : undefined;
  if (platform !== undefined) return platform;
  throw new Error(`Debian's packages are not run on ${process.platform} ${process.arch}`);
}

const platforms: ReadonlyMap<string, DebianPlatform> = new Map([
  ['x64', { architecture: 'amd64', triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' }],
  ['arm64', { architecture: 'arm64', triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' }],
]);
