/** How the window looks: kept by the core outside the vault, so that it holds before unlocking too. */
import { commands, type Look } from '../api';

export const plainLook: Look = {
  theme: 'system',
  tint: 'cream',
  font: 'atkinson',
  size: 100,
  lines: 'normal',
  letters: 'normal',
  motion: 'system',
  country: null,
  welcomed: false,
};

class LookState {
  current = $state.raw<Look>(plainLook);
  #saving: ReturnType<typeof setTimeout> | undefined;

  /** Shows a look that the core already has. */
  take(look: Look): void {
    this.current = look;
    this.#show();
  }

  /** Changes some of it: seen at once, kept a moment later, so that dragging a slider writes once. */
  change(part: Partial<Look>): void {
    this.take({ ...this.current, ...part });
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.keep(), 250);
  }

  async keep(): Promise<void> {
    clearTimeout(this.#saving);
    await commands.setLook(this.current).catch(() => undefined);
  }

  #show(): void {
    const { theme, tint, font, size, lines, letters, motion } = this.current;
    const root = document.documentElement;
    Object.assign(root.dataset, { theme, tint, font, lines, letters, motion });
    root.style.setProperty('--size', String(size / 100));
  }
}

export const look = new LookState();
