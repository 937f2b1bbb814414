import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses: the page works below any path and behind any proxy.
  base: './',
  build: {
    // Monaco is one large chunk, loaded once and kept by the browser for good.
    chunkSizeWarningLimit: 4096,
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      // Libraries mark their modules for React's server and compiler; neither is in play here.
      onLog: (level, log, handle) => log.code === 'MODULE_LEVEL_DIRECTIVE' || handle(level, log),
    },
  },
  worker: { format: 'es' },
});
