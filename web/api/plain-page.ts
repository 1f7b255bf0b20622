import { createHash } from 'node:crypto'

const style = `
:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f5f2;color:#22262a;
font:18px/1.8 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
main{box-sizing:border-box;width:min(32em,100%);padding:2em 1.5em;text-align:center}
h1{font-size:1.25em;margin:0 0 .5em}
p{margin:0;text-wrap:pretty}
@media(prefers-color-scheme:dark){body{background:#15181b;color:#e6e6e3}}
`

/** Allows this page's own style and nothing else. */
export const plainPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** A page of one sentence: needs no script and no other file, so it also shows when the pages are not built. */
export function plainPage(sentence: string): string {
  const safe = sentence.replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`)
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>清风</title><style>${style}</style></head>
<body><main><h1>清风</h1><p>${safe}</p></main></body></html>
`
}
