/** Whether Find is open; the dialog itself is in features/find. */
class Find {
  shown = $state(false);
  open(): void {
    this.shown = true;
  }
  close(): void {
    this.shown = false;
  }
}

export const find = new Find();
