import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

/** The package exports only its code; the fonts lie beside it. */
const rareFonts = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts')

/** Every browser that runs this page reads woff2: leaves out the second copy of each font, 200 files. */
const woff2Only = (): Plugin => ({
  name: 'woff2-only',
  enforce: 'pre',
  transform: (code, id) =>
    /@fontsource[\\/].*\.css/.test(id) ? code.replaceAll(/, ?url\([^)]+\.woff\) format\('woff'\)/g, '') : null,
})

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [woff2Only(), vue()],
  resolve: { alias: { 'rare-fonts': rareFonts } },
  build: {
    outDir: '../../dist/sandbox-page',
    emptyOutDir: true,
    // Nothing inline: the page's policy allows files of its own only.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
})
