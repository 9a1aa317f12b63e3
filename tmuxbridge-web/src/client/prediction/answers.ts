/**
 * Which inputs the screen has the answer to: those that an `echo-ack` names, once the emulator has parsed up to the
 * offset that it names. Also how long answers take.
 */
export class Answers {
  private coming: { seq: number; offset: number }[] = [];
  private parsed = 0;
  private last = 0;
  private at = 0;

  /** Inputs up to this one are answered by what is on the screen. */
  get upTo(): number {
    return this.last;
  }

  /** When the last answer was complete, in ms. */
  get since(): number {
    return this.at;
  }

  /** The server says that the answer to inputs up to `seq` lies before `offset`. */
  echoed(seq: number, offset: number, now: number): void {
    this.coming.push({ seq, offset });
    this.settle(now);
  }

  /** The emulator has parsed up to `offset`. */
  parsedTo(offset: number, now: number): void {
    this.parsed = offset;
    this.settle(now);
  }

  /** A new life of the stream: offsets and numbers mean something else now. */
  reset(): void {
    this.coming = [];
    this.last = this.parsed = 0;
  }

  private settle(now: number): void {
    while (this.coming.length > 0 && this.coming[0]!.offset <= this.parsed) {
      const { seq } = this.coming.shift()!;
      if (seq > this.last) {
        this.last = seq;
        this.at = now;
      }
    }
  }
}
