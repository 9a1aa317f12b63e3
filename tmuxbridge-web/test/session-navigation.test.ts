import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Border, SessionDetail } from "../src/client/index.js";
import { SessionCommands } from "../src/elements/session-commands.js";
import { SessionNavigation } from "../src/elements/session-navigation.js";
import { SessionWindows } from "../src/elements/session-windows.js";

const pane = (paneId: string, active: boolean) => ({ paneId, active, index: 0, cols: 40, rows: 24 });
const window = (windowId: string, active: boolean, panes: object[]) => ({ windowId, active, zoomed: false, panes });
const detail = (...windowList: object[]) => ({ windowList }) as SessionDetail;
/** Panes A, B, C side by side, one of them tmux's choice. */
const panes = (active: string) =>
  detail(
    window(
      "@1",
      true,
      ["A", "B", "C"].map((id) => pane(id, id === active)),
    ),
  );
/** Windows @1, @2, @3 of one pane each, one of them tmux's choice. */
const windows = (active: string) =>
  detail(...["@1", "@2", "@3"].map((id) => window(id, id === active, [pane(`%${id}`, true)])));

/** A session viewed, with calls that are answered when the test says so. */
class Viewed {
  readonly selected: string[] = [];
  readonly said: string[] = [];
  looks = 0;
  resized: () => Promise<unknown> = () => Promise.resolve();
  private readonly answers: (() => void)[] = [];
  readonly windows = new SessionWindows();
  readonly views = ["A", "B", "C", "%@1", "%@2", "%@3"].map((paneId) => {
    const root = { contains: (element: unknown) => element === root };
    return { paneId, root, focus: () => void Object.assign(document, { activeElement: root }) };
  });
  active = this.views[0]!;
  readonly model = { detail: undefined as SessionDetail | undefined, look: () => this.look() };
  readonly navigation = new SessionNavigation(
    {
      settings: { now: { follow: true } },
      writable: true,
      draw: () => undefined,
      panes: this.shown(),
      commands: { selectPane: (id: string) => this.select(id), selectWindow: (id: string) => this.select(id) },
    } as never,
    this.windows,
    this.model as never,
  );

  tell(told: SessionDetail): void {
    this.model.detail = told;
    this.navigation.update(told);
  }

  /** The oldest call that is under way is answered, and what tmux has then is looked up. */
  async answer(): Promise<void> {
    this.answers.shift()!();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  /** What never ends is not waited for. */
  private look(): Promise<void> {
    this.looks++;
    return new Promise(() => undefined);
  }

  private select(id: string): Promise<void> {
    this.selected.push(id);
    return new Promise((resolve) => this.answers.push(resolve));
  }

  /** As SessionPanes does: the pane named has the keys; without a name it stays, if the window has it. */
  private shown() {
    const current = () => this.active;
    const { views } = this;
    return {
      whole: false,
      all: views,
      socket: { call: () => this.resized() },
      say: (text: string) => this.said.push(text),
      get active() {
        return current();
      },
      show: (shown: { panes: { paneId: string; active: boolean }[] }, focus?: string) => {
        const stays = shown.panes.some(({ paneId }) => paneId === this.active.paneId);
        const wanted = focus ?? (stays ? this.active.paneId : shown.panes.find((each) => each.active)?.paneId);
        const next = views.find(({ paneId }) => paneId === wanted)!;
        const had = (document.activeElement as unknown) === this.active.root;
        this.active = next;
        if (had) {
          next.focus();
        }
      },
    };
  }
}

const body = {};

beforeEach(() => {
  vi.stubGlobal("document", { activeElement: body, body });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("ofTwoQuickChoicesTheLaterKeepsTheKeyboardWhileTmuxTellsOfTheFirst", () => {
  const viewed = new Viewed();
  viewed.tell(panes("A"));
  viewed.navigation.choosePane("B");
  viewed.navigation.choosePane("C");
  viewed.tell(panes("B"));
  expect(viewed.active.paneId).toBe("C");
  viewed.tell(panes("C"));
  expect(viewed.active.paneId).toBe("C");
});

test("ofTwoQuickChoicesOfWindowsTheLaterStays", () => {
  const viewed = new Viewed();
  viewed.tell(windows("@1"));
  viewed.navigation.chooseWindow("@2");
  viewed.navigation.chooseWindow("@3");
  viewed.tell(windows("@2"));
  expect([viewed.windows.current?.windowId, viewed.active.paneId]).toEqual(["@3", "%@3"]);
});

test("thereAndBackAndThereAgainStaysThere", async () => {
  const viewed = new Viewed();
  viewed.tell(panes("A"));
  ["B", "A", "B"].forEach((id) => viewed.navigation.choosePane(id));
  for (const id of ["B", "A", "B"]) {
    viewed.tell(panes(id));
    expect(viewed.active.paneId).toBe("B");
    await viewed.answer();
  }
  expect(viewed.active.paneId).toBe("B");
});

test("whatTmuxChoseMeanwhileIsFollowedOnceItHasTakenWhatWasChosenHere", async () => {
  const viewed = new Viewed();
  viewed.tell(panes("A"));
  viewed.navigation.choosePane("B");
  viewed.tell(panes("C"));
  expect(viewed.active.paneId).toBe("B");
  await viewed.answer();
  expect(viewed.active.paneId).toBe("C");
});

test("aChoiceThatTmuxRefusesStaysHereUntilItMovesItself", async () => {
  const viewed = new Viewed();
  viewed.tell(panes("A"));
  viewed.navigation.choosePane("B");
  await viewed.answer();
  viewed.tell(panes("A"));
  expect(viewed.active.paneId).toBe("B");
  viewed.tell(panes("C"));
  expect(viewed.active.paneId).toBe("C");
});

test("aClickOnThePaneThatTmuxStillHasTakesBackTheChoiceThatIsOnItsWay", () => {
  const viewed = new Viewed();
  viewed.tell(panes("A"));
  viewed.navigation.choosePane("B");
  const [a] = viewed.views;
  viewed.active = a!;
  viewed.navigation.focused(a as never);
  viewed.tell(panes("B"));
  expect([viewed.selected, viewed.active.paneId]).toEqual([["B", "A"], "A"]);
});

test("aPaneMadeHereTakesTheKeyboardOnlyFromWhereItWasAskedForOrFromAPane", () => {
  const [asked, elsewhere] = [{}, {}] as unknown as [Element, Element];
  const keyboardAfter = (before: (viewed: Viewed) => object) => {
    const viewed = new Viewed();
    viewed.tell(panes("A"));
    const at = before(viewed);
    Object.assign(document, { activeElement: at });
    viewed.navigation.expect({ paneId: "C" }, asked);
    expect(viewed.active.paneId).toBe("C");
    return (document.activeElement as unknown) === at ? "stays" : "C";
  };
  expect([
    keyboardAfter(() => elsewhere),
    keyboardAfter(() => asked),
    keyboardAfter(() => body),
    keyboardAfter((viewed) => viewed.views[1]!.root),
  ]).toEqual(["stays", "C", "C", "C"]);
});

test("aBorderWaitsForTmuxAloneAndARefusalIsTold", async () => {
  const viewed = new Viewed();
  viewed.tell(panes("A"));
  const border = { direction: "vertical", paneId: "A" } as Border;
  await viewed.navigation.moveBorder(border, 30);
  expect([viewed.looks, viewed.said]).toEqual([1, []]);
  viewed.resized = () => Promise.reject(new Error("you may only watch"));
  await expect(viewed.navigation.moveBorder(border, 20)).rejects.toThrow();
  expect([viewed.looks, viewed.said]).toEqual([1, ["you may only watch"]]);
});

test("aChoiceIsSettledOnceItHasBeenLookedUpOrRefused", async () => {
  const steps: string[] = [];
  const looked = () => Promise.resolve().then(() => void steps.push("looked"));
  const commands = (call: () => Promise<unknown>) =>
    new SessionCommands(
      { call },
      () => "work",
      looked,
      (text) => void steps.push(text),
      () => ({}) as never,
    );
  await commands(() => Promise.resolve()).selectPane("%1");
  await commands(() => Promise.reject(new Error("refused"))).selectWindow("@1");
  expect(steps).toEqual(["looked", "refused"]);
});

// The bug: of a window that several sessions have the server had to guess which one shows it.
test("aWindowIsChosenInTheSessionThatIsShown", async () => {
  const asked: unknown[] = [];
  const caller = { call: (method: string, params?: unknown) => Promise.resolve(void asked.push([method, params])) };
  const none = () => Promise.resolve();
  await new SessionCommands(
    caller,
    () => "$3",
    none,
    () => {},
    () => ({}) as never,
  ).selectWindow("@1");
  expect(asked).toEqual([["window.select", { windowId: "@1", sessionId: "$3" }]]);
});
