/** What a screen reader is told without moving focus: one polite live region for the whole window. */
class Announcer {
  text = $state('');

  /** The same words twice are still heard twice: a no-break space makes them differ. */
  say(text: string): void {
    this.text = text === this.text ? `${text}\u00a0` : text;
  }
}

export const announcer = new Announcer();
export const announce = (text: string): void => announcer.say(text);
