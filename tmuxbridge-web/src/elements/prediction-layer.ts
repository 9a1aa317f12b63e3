/** Placeholder. */
import type { TerminalChannel } from "../client/index.js";
import type { Emulator } from "./emulator.js";
import type { Settings } from "./settings.js";
export class PredictionLayer {
  constructor(readonly emulator: Emulator, readonly settings: Settings) {}
  open(): void {}
  follow(_channel: TerminalChannel): void {}
  typed(_data: string | Uint8Array, _typed: boolean, _seq: number): void {}
  parsed(_offset: number): void {}
  allow(_yes: boolean): void {}
  reset(): void {}
  dispose(): void {}
}
