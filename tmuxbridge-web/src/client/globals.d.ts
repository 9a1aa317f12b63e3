/*
 * The globals that browsers, workers and Node share and the library uses. Declared by hand so that tsconfig.client.json
 * needs neither the DOM's nor Node's types: a use of `document` in the library is a compile error.
 */
declare function setTimeout(run: () => void, ms?: number): number;
declare function clearTimeout(timer: number): void;
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string;
}
declare function btoa(binary: string): string;
declare function atob(base64: string): string;
declare class AbortController {
  readonly signal: unknown;
  abort(): void;
}
interface Response {
  readonly ok: boolean;
  readonly status: number;
  readonly body: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }> } } | null;
  json(): Promise<unknown>;
}
declare function fetch(url: string, init: object): Promise<Response>;
