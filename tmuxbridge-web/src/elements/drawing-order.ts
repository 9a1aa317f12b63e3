/**
 * The order in which an emulator is given what comes for it, so that no snapshots pile up in front of it. A pane that is
 * shown as screens sends some thirty a second, and credit does not hold them back; an emulator in a page that nobody
 * sees draws less than that. So a snapshot waits while the one before is being parsed, with all that comes behind it,
 * and the next one takes its place: that draws everything anew.
 */
export class DrawingOrder {
  private parsing = false;
  /** What waits, from a snapshot on, but for the size that it is drawn in. */
  private waiting: (() => void)[] | undefined;
  private size: (() => void) | undefined;

  /** Draws output when its turn has come, if it does. `draw` calls back when a snapshot has been parsed. */
  output(snapshot: boolean, draw: (parsed?: () => void) => void): void {
    const begin = () => this.begin(draw);
    if (!snapshot) {
      this.behind(draw);
    } else if (this.parsing) {
      this.waiting = this.size ? [this.size, begin] : [begin];
    } else {
      begin();
    }
  }

  /** Does what belongs behind all that came so far, unless a snapshot takes the place of that. */
  behind(run: () => void): void {
    if (this.waiting) {
      this.waiting.push(run);
    } else {
      run();
    }
  }

  /** Takes another size: so does every snapshot that comes later. */
  resize(run: () => void): void {
    this.size = this.waiting ? run : undefined;
    this.behind(run);
  }

  private begin(draw: (parsed: () => void) => void): void {
    this.parsing = true;
    draw(() => {
      this.parsing = false;
      const due = this.waiting;
      this.waiting = this.size = undefined;
      due?.forEach((run) => run());
    });
  }
}
