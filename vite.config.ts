import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The web app: built into dist/web by `npm run build`; `npx vite` serves it anew at each change, asking a workbench at port 4747. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Pages say what they need when they are opened; a helper script for older browsers would be dead weight.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // A page that the server draws needs its styles before its program is there.
    cssCodeSplit: false,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4747' } },
})
