/**
 * One pane on the screen: an emulator, the channel that feeds it, and what has to be said over it.
 *
 * Two sizes meet here. What there is room for is this viewer's wish and goes to the server; the terminal's size is what
 * the server tells, and the only size the emulator ever takes. How the two are brought together is for whoever holds
 * it.
 */
import type { BridgeSocket, Connected, TerminalChannel, TerminalOutput } from "../client/index.js";
import { Backlog } from "./backlog.js";
import { askAboutPaste } from "./dialogs.js";
import { el, focusedBeside } from "./dom.js";
import { DrawingOrder } from "./drawing-order.js";
import { Emulator } from "./emulator.js";
import { HistoryPager } from "./history-pager.js";
import { inputLost, notSent } from "./loss-words.js";
import { Notices } from "./notices.js";
import type { Size } from "./pane-grid.js";
import { PaneInput } from "./pane-input.js";
import { PaneNews } from "./pane-news.js";
import { lagOf, lightOf, roundTripOf, unsentOf, wordsOf } from "./pane-status.js";
import type { PaneStatus } from "./pane-status.js";
import type { PaneViewEvents, PaneViewOptions } from "./pane-view-types.js";
import { PredictionLayer } from "./prediction-layer.js";
import { ScreenCheck } from "./screen-check.js";
import type { Settings } from "./settings.js";
import { ToEnd } from "./to-end.js";
import { Typist } from "./typist.js";

export class PaneView {
  readonly root: HTMLElement;
  readonly stage = el("div", { class: "pane-stage blank" });
  readonly notices = new Notices();
  readonly emulator: Emulator;
  readonly history: HistoryPager;
  readonly prediction: PredictionLayer;
  readonly typist: Typist;
  private readonly input: PaneInput;
  private readonly toEnd: ToEnd;
  private readonly backlog: Backlog;
  private readonly news: PaneNews;
  private readonly order = new DrawingOrder();
  private channelNow: TerminalChannel | undefined;
  private check: ScreenCheck | undefined;
  private waitingSince = 0;

  constructor(
    private readonly socket: BridgeSocket,
    settings: Settings,
    private readonly options: PaneViewOptions,
    private readonly events: PaneViewEvents,
  ) {
    this.input = new PaneInput(
      () => this.channelNow,
      () => this.prediction,
      this.notices,
      events,
    );
    this.emulator = new Emulator(this.stage, settings, {
      input: (data, typed) => this.input.type(data, typed),
      report: (data) => this.input.report(data),
      confirmPaste: (text) => askAboutPaste(this.root, text),
      title: (title) => this.news.retitle(title),
      bell: () => events.rang(),
      action: (action) => events.action(action),
      redrawn: () => events.redrawn(),
      selected: () => events.selected(this.emulator.terminal.getSelection()),
    });
    this.history = new HistoryPager(this.emulator.terminal, socket, () => this.paneId, this.emulator.search);
    this.prediction = new PredictionLayer(this.emulator, settings);
    this.typist = new Typist(this.emulator, () => events.changed());
    this.backlog = new Backlog(
      () => this.waitingSince > 0 || lagOf(this.channelNow) > 0,
      () => events.changed(),
    );
    this.news = new PaneNews(this, events);
    this.toEnd = new ToEnd(this.emulator, () => this.focus());
    this.root = el(
      "div",
      { class: "pane", attributes: { role: "group", "aria-label": this.nameAtFirst } },
      this.stage,
      this.toEnd.root,
      this.notices.root,
    );
    this.notices.root.addEventListener("click", () => this.focus());
  }

  /** What it is called until its window is known, and where it is no pane of a window. */
  private get nameAtFirst(): string {
    return this.options.view === "mirror" ? "Whole session" : "Terminal";
  }

  get channel(): TerminalChannel | undefined {
    return this.channelNow;
  }

  get title(): string {
    return this.news.title;
  }

  /** The pane viewed, once that is known. */
  get paneId(): string | undefined {
    return this.channelNow?.connection?.paneId ?? this.options.paneId;
  }

  /** Whether keys go to something in it. */
  get hasKeyboard(): boolean {
    return this.root.contains(focusedBeside(this.root));
  }

  /** Puts the emulator in place. The root must be in the document and visible. */
  open(): void {
    this.emulator.open();
    this.history.listen();
    this.prediction.open();
    this.typist.open();
    this.toEnd.open();
    this.emulator.terminal.onCursorMove(() => this.events.moved());
  }

  /** Becomes a viewer, wishing for this size; `visible` says whether somebody sees it. */
  connect({ cols, rows }: Size, visible: boolean): void {
    const { sessionId, fit, paneId, view, access } = this.options;
    const channel = this.socket.terminal({
      sessionId,
      cols,
      rows,
      visible,
      ...(fit ? { fit } : {}),
      ...(paneId ? { paneId } : {}),
      ...(view ? { view } : {}),
      ...(access ? { access } : {}),
    });
    this.channelNow = channel;
    this.prediction.follow(channel);
    channel.on("state", () => this.stateChanged(channel));
    channel.on("connected", (connected) => this.connected(connected));
    channel.on("output", (output) => {
      this.order.output(output.snapshot, (drawn) => this.draw(output, drawn));
      this.backlog.look();
    });
    if (view !== "mirror") {
      this.check = new ScreenCheck(this.emulator.terminal, channel, undefined, (run) => this.order.behind(run));
    }
    channel.on("size", ({ cols: width, rows: height }) => this.order.resize(() => this.resize(width, height)));
    channel.on("pending", ({ inputs }) => {
      this.waitingSince = inputs === 0 ? 0 : this.waitingSince || Date.now();
      this.backlog.look();
      this.events.changed();
    });
    channel.on("notSent", (lost) => this.notices.say(notSent(lost)));
    channel.on("inputLost", ({ inputs }) =>
      this.notices.say(inputLost(inputs), { label: "Draw the screen again", run: () => channel.refresh() }),
    );
    channel.on("event", (event) => this.news.told(event));
    channel.on("problem", (problem) => this.notices.say(`${problem.message} (${problem.code})`));
    this.stateChanged(channel);
  }

  /** There is now room for so much. */
  wish(cols: number, rows: number): void {
    this.channelNow?.resize(cols, rows);
  }

  /** What a program would get if somebody typed it: from the key bar, for example. */
  send(data: string): void {
    this.input.type(data, false);
  }

  /** Types a line, and Enter behind it. False if it was not taken. */
  sendLine(text: string): boolean {
    return this.input.line(text);
  }

  focus(): void {
    this.emulator.focus();
  }

  /** Lets go of the terminal; the session lives on. That is no end to be told. */
  close(): void {
    const channel = this.channelNow;
    this.channelNow = undefined;
    channel?.disconnect();
    this.prediction.dispose();
    this.typist.dispose();
    this.toEnd.dispose();
    this.backlog.dispose();
    this.check?.dispose();
    this.notices.dispose();
    this.history.dispose();
    this.emulator.dispose();
    this.root.remove();
  }

  get status(): PaneStatus {
    const channel = this.channelNow;
    const { cols, rows } = this.emulator.terminal;
    const { copyMode, viewers, sizeOwner } = this.news;
    return {
      light: lightOf(channel),
      words: wordsOf(channel),
      roundTrip: roundTripOf(channel, this.socket.roundTrip),
      readOnly: channel?.access === "read",
      copyMode,
      unsent: unsentOf(channel, this.waitingSince ? Date.now() - this.waitingSince : 0),
      lag: lagOf(channel),
      viewers,
      typist: this.typist.name,
      sizeOwner,
      cols,
      rows,
    };
  }

  private draw({ data, snapshot, end, parsed }: TerminalOutput, drawn?: () => void): void {
    const goBack = snapshot ? this.history.snapshot() : undefined;
    if (snapshot) {
      this.prediction.reset();
    }
    this.emulator.terminal.write(data, () => {
      parsed();
      goBack?.();
      this.prediction.parsed(end);
      drawn?.();
    });
  }

  private resize(cols: number, rows: number): void {
    this.emulator.resize(cols, rows, () => {
      this.prediction.reset();
      this.events.changed();
    });
  }

  private connected(connected: Connected): void {
    this.stage.classList.remove("blank");
    this.news.connected(connected);
    this.events.connected(connected);
  }

  private stateChanged(channel: TerminalChannel): void {
    if (channel !== this.channelNow) {
      return; // of a channel before this one
    }
    if (channel.ending) {
      this.events.ended(channel.ending);
    }
    this.events.changed();
  }
}
