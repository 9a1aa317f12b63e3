/**
 * JSON-RPC 2.0 calls under way on one socket. A call dies with its socket: nobody can know whether it was carried out.
 */
import type { Cancel, Environment } from "./environment.js";
import type { RpcRequest, RpcResponse, ServerMessage } from "./messages.js";

/** A call was refused; `reason` is the contract's word for why (`forbidden`, `not-found`, `invalid`, ...). */
export class RpcError extends Error {
  constructor(
    readonly method: string,
    readonly code: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
    this.name = "RpcError";
  }
}

interface Call {
  method: string;
  resolve(result: unknown): void;
  reject(failure: Error): void;
  cancel: Cancel;
}

export class RpcCalls {
  private nextId = 1;
  private readonly calls = new Map<number, Call>();

  constructor(private readonly environment: Environment) {}

  /** Sends a request and promises its answer. */
  call(method: string, params: object, send: (request: RpcRequest) => void, timeout: number): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const cancel = this.environment.later(timeout, () => {
        this.calls.delete(id);
        reject(new RpcError(method, 0, "timeout", `no answer to ${method} within ${timeout} ms`));
      });
      this.calls.set(id, { method, resolve, reject, cancel });
      send({ jsonrpc: "2.0", id, method, params });
    });
  }

  /** An answer has come. False if nobody waits for it. */
  settle(response: RpcResponse): boolean {
    const call = typeof response.id === "number" ? this.calls.get(response.id) : undefined;
    if (!call) {
      return false;
    }
    this.calls.delete(response.id as number);
    call.cancel();
    if (response.error) {
      const { code, message, data } = response.error;
      call.reject(new RpcError(call.method, code, data?.code ?? "error", message));
    } else {
      call.resolve(response.result);
    }
    return true;
  }

  /** The socket is gone; `reason` is the server's if it said one. */
  failAll(reason: string, why: string): void {
    const calls = [...this.calls.values()];
    this.calls.clear();
    for (const call of calls) {
      call.cancel();
      call.reject(new RpcError(call.method, 0, reason, `${call.method}: ${why}`));
    }
  }
}

export function isRpcResponse(message: ServerMessage | RpcResponse): message is RpcResponse {
  return "jsonrpc" in message;
}
