// Whether the text tools have been asked for by a key or a button, and not by a selection.
class WritingTools {
  asked = $state(false);

  summon(): void {
    this.asked = true;
  }

  dismiss(): void {
    this.asked = false;
  }
}

export const writingTools = new WritingTools();
