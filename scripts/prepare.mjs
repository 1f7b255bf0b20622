// After `npm ci`: builds what runs. Where only the production dependencies are installed there is nothing to build with,
// and what was built before is used.
import { build, isBuilt } from './build.mjs'

const canBuild = await Promise.all([import('esbuild'), import('vite')]).then(
  () => true,
  () => false,
)
if (canBuild && !isBuilt()) await build()
