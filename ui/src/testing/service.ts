import { afterEach } from "vitest";

type Answer = (request: Request) => unknown;

const answers = new Map<string, Answer>();

/** What was asked since the test began: `POST /api/auth/login`. */
export const asked: string[] = [];

/** Has the service answer `route`, such as `GET /api/pipelines`, with JSON, or with a `Response` of one's own. Other routes answer 404. */
export function answer(route: string, with_: Answer): void {
  answers.set(route, with_);
}

/** An error as the service tells it. */
export function refusal(status: number, error: string, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error, message }, { status, headers });
}

async function serve(request: Request): Promise<Response> {
  const route = `${request.method} ${new URL(request.url).pathname}`;
  asked.push(route);
  const given = answers.get(route);
  if (!given) return refusal(404, "not_found", `This test has no answer to ${route}.`);
  const said = await given(request);
  if (said instanceof Response) return said;
  return said === undefined ? new Response(null, { status: 204 }) : Response.json(said, { headers: { ETag: '"1"' } });
}

/** A request as a browser makes it: against the page's address. The signals of jsdom are not those that Node's requests take. */
class PageRequest extends Request {
  constructor(input: RequestInfo | URL, { signal: _, ...init }: RequestInit = {}) {
    super(typeof input === "string" ? new URL(input, window.location.href) : input, init);
  }
}

globalThis.Request = PageRequest;
globalThis.fetch = (input, init) => serve(new PageRequest(input, init));

afterEach(() => {
  answers.clear();
  asked.length = 0;
});
