import type { ApiError } from "./client";
import { NoAnswer } from "./failure";
import { tellSignedOut } from "./server";

/** A body on its way to the service. */
export interface Sending {
  method: "POST" | "PUT";
  /** The address, built by whoever knows the contract. */
  address: string;
  body: Blob;
  headers?: Record<string, string>;
  /** Told how many bytes have gone. */
  onProgress?: (sent: number) => void;
  signal?: AbortSignal;
}

/**
 * Sends a file without reading it into memory, telling how far it is, which `fetch` cannot. Gives the answer's JSON; throws the service's
 * error, a `NoAnswer` when no answer came, and an `AbortError` when it was stopped.
 */
export function send<Answer>(sending: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const ended = (end: () => void) => () => {
      sending.signal?.removeEventListener("abort", stop);
      end();
    };
    request.open(sending.method, sending.address);
    request.responseType = "json";
    for (const [name, value] of Object.entries(sending.headers ?? {})) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => sending.onProgress?.(event.loaded);
    request.onload = ended(() => {
      const answer: unknown = request.response;
      if (request.status === 401) tellSignedOut();
      if (request.status < 400) resolve(answer as Answer);
      else reject((answer as ApiError | null) ?? { error: "unexpected", message: `The service answered ${request.status}.` });
    });
    request.onerror = ended(() => reject(new NoAnswer("no answer")));
    request.onabort = ended(() => reject(new DOMException("It was stopped.", "AbortError")));
    sending.signal?.addEventListener("abort", stop);
    if (sending.signal?.aborted) stop();
    else request.send(sending.body);
  });
}

/** Whether `thrown` says that somebody stopped it, which is no failure. */
export function isStopped(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === "AbortError";
}
