import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../process/run-command.js';
import { debianMirror } from './debian-mirror.js';
import { debianPlatform } from './debian-platform.js';

/** One package of one version, as apt is asked for it: `redis-server=5:8.0.2-3`. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}

/** An apt of our own, which knows one suite of Debian and nothing of what this machine has installed. */
export interface AptSession {
  /** A package and everything it depends on. */
  readonly closure: (name: string) => Promise<readonly PackageVersion[]>;
  /** Downloads packages into a folder. Signatures are verified. */
  readonly download: (packages: readonly PackageVersion[], folder: string) => Promise<void>;
}

/** Keeps its state in the folder, so that it needs no root and leaves the system alone. */
export async function openAptSession(folder: string, suite: string): Promise<AptSession> {
  for (const path of ['etc/preferences.d', 'etc/apt.conf.d', 'lists/partial', 'cache/archives/partial'])
    mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, 'status'), '');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  const source = `deb [signed-by=${keyring}] ${debianMirror()} ${suite} main\n`;
  writeFileSync(join(folder, 'etc/sources.list'), source);
  const configuration = join(folder, 'apt.conf');
  writeFileSync(configuration, await aptConfiguration(folder));
  const env = { ...process.env, APT_CONFIG: configuration, LC_ALL: 'C' };
  await runOrThrow('apt-get', ['-qq', 'update'], { env });
  return {
    async closure(name) {
      const plan = await runOrThrow('apt-get', ['--simulate', 'install', name], { env });
      return [...plan.matchAll(/^Inst (\S+) \((\S+)/gm)].map(([, found = '', version = '']) => ({
        name: found,
        version,
      }));
    },
    async download(packages, target) {
      const wanted = packages.map(({ name, version }) => `${name}=${version}`);
      await runOrThrow('apt-get', ['-qq', 'download', ...wanted], { cwd: target, env });
    },
  };
}

async function aptConfiguration(folder: string): Promise<string> {
  const { architecture } = debianPlatform();
  return `Dir "${folder}";
Dir::Etc "etc";
Dir::State "${folder}";
Dir::State::status "${join(folder, 'status')}";
Dir::Cache "cache";
Dir::Log "log";
APT::Architecture "${architecture}";
APT::Architectures { "${architecture}"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
// A mirror's index may be a snapshot past its date. Its signature is still verified.
Acquire::Check-Valid-Until "false";
${await systemNetworkSettings()}
`;
}

/** The machine's proxies and time limits. */
async function systemNetworkSettings(): Promise<string> {
  const dump = await runOrThrow('apt-config', ['dump', 'Acquire']);
  return dump
    .split('\n')
    .filter((line) => /^Acquire::https?::/.test(line))
    .join('\n');
}
