import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { debianPlatform } from '../debian/debian-platform.js';
import { unpackPrograms } from '../debian/unpack-programs.js';

/**
 * Starts a Chromium without a window: the program that `PARSE_TEST_CHROMIUM` names, else Debian's, which is unpacked and
 * run like the databases. Its pages look alike on every machine, as the fonts come with it. The caller closes it.
 */
export async function startBrowser(report: (line: string) => void = () => undefined): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const own = process.env['PARSE_TEST_CHROMIUM'];
  if (own !== undefined) return chromium.launch({ executablePath: own });
  const { triplet } = debianPlatform();
  const { root } = await unpackPrograms(
    {
      name: 'chromium-headless-shell',
      programs: [PROGRAM],
      plugins: [],
      sharedObjectFolders: [FOLDER, `usr/lib/${triplet}/pulseaudio`],
      links: {},
      findTheirFiles: true,
      isUnneeded: (name) => unneeded.test(name),
    },
    report,
  );
  const executablePath = join(root, PROGRAM);
  return chromium.launch({
    executablePath,
    // Its helpers are the same program, which without these it would start without the libraries that came with it.
    args: ['--no-zygote', `--browser-subprocess-path=${executablePath}`, '--disable-gpu'],
    // It shows pages of the tests alone, and the sandbox is one of an installed browser.
    chromiumSandbox: false,
    env: { PATH: process.env['PATH'] ?? '', HOME: root, FONTCONFIG_FILE: fontConfiguration(root) },
  });
}

const FOLDER = 'usr/lib/chromium';
const PROGRAM = `${FOLDER}/chromium-headless-shell`;

/** For drawing by hardware, for windows, and for installing it. */
const unneeded =
  /^(debconf|gcc-.*|lib(c-gconv|drm-amdgpu|drm-intel|elf|gl1|glx|glvnd|ice6|llvm|pciaccess|sensors|sm6|vulkan|xaw7|xft2|xmu|xpm4|xt6|xv1|z3).*|lsb-base|mesa-.*|pci[.]ids|sysvinit-utils|x11-.*|xdg-utils|xkb-data)$/;

/** Written at each start, as the folder may have moved. Fonts of this machine are not looked at. */
function fontConfiguration(root: string): string {
  const file = join(root, 'fonts.conf');
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(root, 'usr/share/fonts')}</dir>
  <cachedir>${join(root, 'var/cache/fontconfig')}</cachedir>
</fontconfig>
`;
  writeFileSync(file, text);
  return file;
}
