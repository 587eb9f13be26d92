/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** Where the gateway answers while pages are being worked on. */
const GATEWAY = process.env["GATEWAY_URL"] ?? "http://127.0.0.1:8080";
const NONCE = "__CSP_NONCE__";
const DIST = resolve(import.meta.dirname, "dist");

/** What the gateway does when it serves the built page: its policy, with a fresh nonce for each answer. */
function serveAsGateway(): Plugin {
  return {
    name: "serve-as-gateway",
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "/").split("?")[0] ?? "/";
        const isPage = !path.startsWith("/api/") && !path.startsWith("/assets/") && !path.startsWith("/docs") && !path.includes(".");
        if (!isPage) {
          next();
          return;
        }
        const nonce = randomBytes(16).toString("base64");
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.setHeader("cache-control", "no-store");
        response.setHeader(
          "content-security-policy",
          `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; frame-src blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
        );
        response.end(readFileSync(resolve(DIST, "index.html"), "utf8").replaceAll(NONCE, nonce).replace("__DEMONSTRATION__", "true"));
      });
    },
  };
}

export default defineConfig({
  root: "src",
  publicDir: false,
  plugins: [react(), serveAsGateway()],
  html: { cspNonce: NONCE },
  build: {
    outDir: DIST,
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  server: { port: 5173, proxy: { "/api": GATEWAY, "/docs": GATEWAY, "/openapi.json": GATEWAY } },
  preview: { port: 4173, proxy: { "/api": GATEWAY, "/docs": GATEWAY, "/openapi.json": GATEWAY } },
  test: {
    root: import.meta.dirname,
    environment: "jsdom",
    setupFiles: ["tests/setup.ts"],
    include: ["tests/**/*.test.{ts,tsx}"],
    testTimeout: 120_000,
    // Loading the components anew for every file took longer than the tests. What a test leaves behind, tests/setup.ts clears away.
    isolate: false,
  },
});
