// The timeline as a screen draws it: only the rows in sight exist, placed by their number.
import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll, type VirtualItem } from '@tanstack/virtual-core';
import { commands, type RecordLine, type TimelineFilter } from '../../api';
import { Pages } from './pages';

export class Path {
  rows = $state.raw<VirtualItem[]>([]);
  height = $state(0);
  /** Null until the marks have come. */
  total = $state<number | null>(null);
  refused = $state(false);
  /** The row in the tab order: arrows move it. */
  current = $state(0);
  /** Where the list begins on the page, which the rows' places count in. */
  margin = $state(0);
  #arrivals = $state(0);
  #firstInSight = $state(0);

  #pages: Pages | null = null;
  #virtualizer: Virtualizer<Window, HTMLElement> | null = null;
  #rowHeight = 80;

  async show(filter: TimelineFilter): Promise<void> {
    try {
      const marks = await commands.timelineMarks(filter);
      this.#pages = new Pages(
        marks,
        (after, limit) => commands.timelinePage(filter, after, limit),
        () => (this.#arrivals += 1),
      );
      this.refused = false;
      this.current = 0;
      this.total = marks.total;
      this.#update();
    } catch {
      this.refused = true;
    }
  }

  line(index: number): RecordLine | undefined {
    return this.#arrivals >= 0 ? this.#pages?.line(index) : undefined;
  }

  /** The first line in sight, for the name of its month. */
  get first(): RecordLine | undefined {
    return this.line(this.#firstInSight);
  }

  /** Begins to follow the window; `list` is where the rows lie. Returns the way to stop. */
  attach(list: HTMLElement): () => void {
    this.#virtualizer = new Virtualizer<Window, HTMLElement>({
      ...this.#options(list),
      onChange: () => this.#update(),
    });
    const stop = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
    this.#update();
    return () => {
      stop();
      this.#virtualizer = null;
    };
  }

  /** The rows are a length of the stylesheet, so they grow with the text. */
  measure(list: HTMLElement, rowHeight: number): void {
    if (rowHeight > 0) this.#rowHeight = rowHeight;
    this.#virtualizer?.setOptions({ ...this.#virtualizer.options, ...this.#options(list) });
    this.#virtualizer?.measure();
    this.#update();
  }

  async goTo(index: number): Promise<void> {
    if (!this.total) return;
    this.current = Math.max(0, Math.min(this.total - 1, index));
    this.#virtualizer?.scrollToIndex(this.current, { align: 'auto' });
    this.#update();
    await this.#pages?.want(this.current, this.current);
  }

  get rowsInSight(): number {
    return Math.max(1, Math.floor((this.#virtualizer?.scrollRect?.height ?? 600) / this.#rowHeight) - 2);
  }

  #options(list: HTMLElement) {
    this.margin = list.getBoundingClientRect().top + scrollY;
    return {
      count: this.total ?? 0,
      getScrollElement: () => window,
      estimateSize: () => this.#rowHeight,
      overscan: 8,
      scrollMargin: this.margin,
      scrollPaddingStart: this.#rowHeight,
      scrollPaddingEnd: this.#rowHeight,
      initialRect: { width: innerWidth, height: innerHeight },
      observeElementRect: observeWindowRect,
      observeElementOffset: observeWindowOffset,
      scrollToFn: windowScroll,
    };
  }

  #update(): void {
    const virtualizer = this.#virtualizer;
    if (!virtualizer) return;
    if (virtualizer.options.count !== (this.total ?? 0)) {
      virtualizer.setOptions({ ...virtualizer.options, count: this.total ?? 0 });
    }
    const rows = virtualizer.getVirtualItems();
    this.rows = rows;
    this.height = virtualizer.getTotalSize();
    this.#firstInSight = Math.max(0, virtualizer.range?.startIndex ?? 0);
    const [first, last] = [rows[0], rows.at(-1)];
    if (first && last) void this.#pages?.want(first.index, last.index);
  }
}
