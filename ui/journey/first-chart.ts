// What a script does with the generated client, from a first visit to the numbers of a chart. Run against a service that has no password yet:
// KARET_URL=http://127.0.0.1:3000 npm run journey
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { karetClient, type KaretClient } from "../src/api/client.js";

const baseUrl = process.env.KARET_URL ?? "http://127.0.0.1:3000";
const password = "a password for the journey";

/** Signs in for the first time and makes a token, as a person does for a script. */
async function tokenOf(first: KaretClient): Promise<string> {
  const setUp = await first.POST("/api/auth/setup", { body: { password } });
  assert.equal(setUp.response.status, 201);
  const cookie = setUp.response.headers.getSetCookie().map((set) => set.split(";")[0]).join("; ");
  const made = await first.POST("/api/auth/tokens", { body: { name: "journey", scope: "write" }, headers: { cookie } });
  assert.ok(made.data, JSON.stringify(made.error));
  return made.data.token;
}

async function ended(client: KaretClient, slug: string, id: string) {
  for (let i = 0; i < 300; i++) {
    const { data } = await client.GET("/api/p/{slug}/jobs/{id}", { params: { path: { slug, id } } });
    assert.ok(data);
    if (data.status === "completed" || data.status === "failed") return data;
    await pause(200);
  }
  throw new Error(`${id} did not end`);
}

const token = await tokenOf(karetClient({ baseUrl }));
const client = karetClient({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
const slug = "journey";

const created = await client.POST("/api/pipelines", { body: { slug, template: "spending" } });
assert.equal(created.response.status, 201);

const started = await client.POST("/api/p/{slug}/jobs", { params: { path: { slug } } });
assert.ok(started.data, JSON.stringify(started.error));
const job = await ended(client, slug, started.data.id);
assert.equal(job.status, "completed");

const answer = await client.POST("/api/p/{slug}/sql", {
  params: { path: { slug } },
  body: { statement: "SELECT category, count(*) AS n FROM transactions GROUP BY category ORDER BY n DESC" },
});
assert.ok(answer.data, JSON.stringify(answer.error));
assert.ok(answer.data.rows.length > 3);

const refused = await client.GET("/api/p/{slug}/config", { params: { path: { slug: "nothing" } } });
assert.equal(refused.response.status, 404);
assert.equal(refused.error?.error, "pipeline_config_not_found");

console.log(`${job.rows_read} rows read, ${answer.data.rows.length} categories`);
