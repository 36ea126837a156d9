import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import type { MachineClient } from '../../../runtime/client/types';
import { announce } from '../../ui/announce';
import { readPreference, writePreference } from '../../ui/preference';
import { onThemeChange } from '../../ui/theme';
import type { Answer, SpecialKey } from '../session';
import type { TerminalStore } from '../state';
import { loadClipboardWhenAsked } from './clipboard';
import { createConnection } from './connection';
import { encodeKey, handleKey, leaveKey } from './keys';
import { openLink } from './links';
import { readPalette } from './palette';
import { createPromptTracker } from './prompt-tracker';
import { createRunner } from './runner';
import { describeFinished } from './screen-text';
import { createSubmissions } from './submissions';

/** A terminal on the page with a machine behind it. */
export interface LiveTerminal {
  /** See TerminalSession.run. */
  submit(command: string): Promise<number | undefined>;
  /** What becomes of a command that was pressed while another one runs. */
  answer(answer: Answer): void;
  focus(): void;
  press(key: SpecialKey): void;
  /** Offers the text of the screen to screen readers, or no longer; the choice is kept. */
  setReadable(readable: boolean): void;
  dismissNotice(key: string): void;
  /** Opens the browser, at an address of the machine when one is given; it is loaded then. */
  browse(address?: string): void;
  /** Closes it; its page stays until it is opened again. */
  closeBrowser(): void;
  /** Wipes the machine and starts it anew. */
  reset(): Promise<void>;
}

Terminal.strings.promptLabel = `Terminal input. ${leaveKey} leaves the terminal.`;

/** Builds the terminal in `host` and logs in at the machine that is being started. Rejects with a sentence for the learner. */
export async function createLiveTerminal(host: HTMLElement, store: TerminalStore, connecting: Promise<MachineClient>): Promise<LiveTerminal> {
  store.update({ readable: readPreference('readable', 'local') === 'on' });
  const style = getComputedStyle(host);
  // The width of a letter is measured once: the font has to be there.
  await document.fonts.load(`${style.fontSize} ${style.fontFamily}`).catch(() => undefined);

  const terminal = new Terminal({
    allowProposedApi: true,
    fontFamily: style.fontFamily,
    fontSize: parseFloat(style.fontSize),
    lineHeight: 1.25,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    drawBoldTextInBrightColors: false,
    macOptionIsMeta: true,
    minimumContrastRatio: 4.5,
    scrollback: 5000,
    screenReaderMode: store.get().readable,
    theme: readPalette(host),
    linkHandler: { activate: (_, address) => follow(address) },
  });
  let turn = 0;
  const browse = (address?: string) => store.update({ open: true, offer: undefined, browser: { turn: ++turn, address } });
  const follow = (address: string) => openLink(address, browse);

  const fitter = new FitAddon();
  terminal.loadAddon(fitter);
  terminal.loadAddon(new WebLinksAddon((_, address) => follow(address)));
  loadClipboardWhenAsked(terminal);
  terminal.open(host);
  terminal.attachCustomKeyEventHandler((event) => handleKey(terminal, event));
  terminal.textarea?.addEventListener('focus', () => store.update({ focused: true }));
  terminal.textarea?.addEventListener('blur', () => store.update({ focused: false }));
  onThemeChange(() => {
    terminal.options.theme = readPalette(host);
  });

  const fit = () => {
    if (host.offsetParent !== null && host.clientWidth > 0) fitter.fit();
  };
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(host);
  fit();

  const tracker = createPromptTracker(terminal, {
    onPrompt: () => {
      store.update({ running: undefined });
      runner.promptShown();
    },
    onStart: (running) => {
      store.update({ running: running === '' ? 'A program' : running });
      runner.commandStarted();
    },
    onFinish: (finished) => {
      store.update({ running: undefined, exitCode: finished.exitCode });
      // With the text of the screen offered, xterm.js has said the output itself.
      announce(describeFinished(store.get().readable ? { ...finished, output: '' } : finished));
      runner.commandFinished(finished.exitCode);
      void connection.keep(finished.command);
    },
  });

  const connection = await createConnection(await connecting, terminal, store, {
    onEnd() {
      tracker.restart();
      runner.ended();
    },
  });
  const runner = createRunner(terminal, tracker, connection.write);
  const submissions = createSubmissions(runner, store, connection.logIn);

  return {
    submit: submissions.submit,
    answer: submissions.answer,
    focus: () => terminal.focus(),
    press(key) {
      connection.write(encodeKey(key, terminal.modes.applicationCursorKeysMode));
    },
    setReadable(readable) {
      terminal.options.screenReaderMode = readable;
      store.update({ readable });
      writePreference('readable', readable ? 'on' : undefined, 'local');
      announce(readable ? 'The terminal’s text is now offered to screen readers.' : 'The terminal’s text is no longer offered to screen readers.');
    },
    dismissNotice: (key) => store.update({ notices: store.get().notices.filter((notice) => notice.key !== key) }),
    browse,
    closeBrowser: () => store.update({ browser: undefined }),
    async reset() {
      submissions.forget();
      await connection.reset();
      announce('The machine is as it was at first.');
    },
  };
}
