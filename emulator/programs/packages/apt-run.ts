import type { Process } from '../../process/types';
import type { ParsedOptions } from '../command-line/options';
import { aptSize } from './apt-state';

export const aptOptions = {
  yes: 'y,yes,assume-yes', quiet: 'q,quiet[=]', simulate: 's,simulate,dry-run,just-print', config: 'o,option=', noRecommends: 'no-install-recommends', recommends: 'install-recommends', fix: 'f,fix-broken',
  force: 'force-yes', downgrade: 'allow-downgrades', unauthenticated: 'allow-unauthenticated', essential: 'allow-remove-essential', held: 'allow-change-held-packages', releaseChange: 'allow-releaseinfo-change', reinstall: 'reinstall',
  purge: 'purge', autoRemove: 'autoremove,auto-remove', installed: 'installed', upgradable: 'upgradable', all: 'a,all-versions', no: 'assume-no', missing: 'm,fix-missing,ignore-missing', download: 'd,download-only', target: 't,target-release=',
  version: 'v,version', help: 'h,help', namesOnly: 'n,names-only', insecure: 'allow-insecure-repositories', noUpgrade: 'no-upgrade', onlyUpgrade: 'only-upgrade', showProgress: 'show-progress',
} as const;

/** One run of apt or apt-get. */
export class AptRun {
  readonly quiet: number;
  constructor(
    readonly process: Process,
    readonly name: 'apt' | 'apt-get' | 'apt-cache',
    readonly given: ParsedOptions<keyof typeof aptOptions>,
  ) {
    const levels = given.given.filter((option) => option.key === 'quiet').map((option) => (option.value === undefined ? 1 : /^q+$/.test(option.value) ? 1 + option.value.length : Number(option.value)));
    this.quiet = levels.reduce((sum, level) => sum + level, 0);
  }

  /** Prints what -qq hides. */
  async say(text: string): Promise<void> {
    if (this.quiet < 2) await this.process.write(1, text);
  }
  /** `E: …`, and apt's exit code. */
  async fail(...lines: string[]): Promise<number> {
    await this.process.write(2, lines.map((line) => `E: ${line}\n`).join(''));
    return 100;
  }
  /** `Reading package lists... Done`; into files and pipes without the end. */
  async progress(...what: string[]): Promise<void> {
    const end = this.process.terminal(1) && this.quiet === 0 ? ' Done' : '';
    await this.say(what.map((one) => `${one}...${end}\n`).join(''));
  }
  /** `Fetched 241 kB in 2s (110 kB/s)` */
  async fetched(bytes: number, began: number): Promise<void> {
    const seconds = Math.max((this.process.system.clock.uptime() - began) / 1000, 0.001);
    await this.say(`Fetched ${aptSize(bytes)} in ${Math.floor(seconds)}s (${aptSize(bytes / seconds)}/s)\n`);
  }
  /** Whether to go on. No answer (end of input) is no. */
  async confirm(): Promise<boolean> {
    if (this.given.has('yes') || this.given.has('force') || this.quiet >= 2) return true;
    await this.process.write(1, 'Do you want to continue? [Y/n] ');
    let answer = '';
    let open = true;
    while (!this.given.has('no') && !answer.includes('\n')) {
      const bytes = await this.process.read(0, 1);
      open = bytes.length > 0;
      if (!open) break;
      answer += String.fromCharCode(...bytes);
    }
    if (open && /^\s*(y(es)?)?\s*$/i.test(answer) && !this.given.has('no')) return true;
    await this.process.write(1, 'Abort.\n');
    return false;
  }
}
