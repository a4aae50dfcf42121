import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const service = process.env["KARET_URL"] ?? "http://127.0.0.1:3000";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "target/classes/dev/karet/ui",
    emptyOutDir: true,
    // The service's own policy forbids data: fonts, and a small picture is better cached for good as a file.
    assetsInlineLimit: 0,
    manifest: true,
    target: "es2022",
  },
  server: { proxy: { "/api": { target: service, changeOrigin: false }, "/health": service } },
  test: {
    globals: true,
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
  },
});
