import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

/** The package exports only its code; the fonts lie beside it. */
const rareFonts = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts')

/** Where the system has the same font, as Android does without letting CSS name it, nothing is fetched. */
const systemFontsFirst = (): Plugin => ({
  name: 'system-fonts-first',
  enforce: 'pre',
  transform: (code, id) =>
    /@fontsource[\\/].*\.css/.test(id)
      ? code.replaceAll(/src: url\(([^)]+)\) format\('woff2'\)[^;]*;/g, (_rule, url: string) => {
          const weight = id.includes('700') ? 'Bold' : 'Regular'
          const names = [`NotoSansCJKsc-${weight}`, `Noto Sans CJK SC ${weight}`, `SourceHanSansSC-${weight}`]
          return `src: ${names.map(name => `local('${name}')`).join(', ')}, url(${url}) format('woff2');`
        })
      : null,
})

/** Lays a `.gz` beside what shrinks, for the server to send. After writing: until then chunks are not finished. */
const compressed = (): Plugin => ({
  name: 'compressed',
  async writeBundle({ dir = '.' }, bundle) {
    for (const name of Object.keys(bundle).filter(name => /\.(js|css)$/.test(name))) {
      await writeFile(join(dir, `${name}.gz`), gzipSync(await readFile(join(dir, name)), { level: 9 }))
    }
  },
})

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/h5/',
  plugins: [systemFontsFirst(), vue(), compressed()],
  resolve: { alias: { 'rare-fonts': rareFonts } },
  build: {
    outDir: '../../dist/pages',
    emptyOutDir: true,
    // Nothing inline: the pages' policy allows files of our own only.
    assetsInlineLimit: 0,
    target: ['es2020', 'chrome87', 'safari14'],
    reportCompressedSize: false,
  },
})
