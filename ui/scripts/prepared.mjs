// Installs what the lock file names, unless that was done since the file last changed.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const lock = new URL("../package-lock.json", import.meta.url);
const done = new URL("../node_modules/.package-lock.json", import.meta.url);

if (!existsSync(done) || statSync(lock).mtimeMs > statSync(done).mtimeMs) {
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--silent"], {
    cwd: new URL("..", import.meta.url),
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}
