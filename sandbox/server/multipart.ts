/** The uploaded file of a multipart body. */
export interface FilePart {
  name: string
  bytes: Buffer
}

/** The part called `media`; null where there is none. Its name is UTF-8 as it stands (vendor page 90253). */
export function filePart(contentType: string, body: Buffer): FilePart | null {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) return null
  const border = Buffer.from(`--${boundary}`)
  for (let at = body.indexOf(border); at !== -1;) {
    const next = body.indexOf(border, at + border.length)
    if (next === -1) return null
    const part = body.subarray(at + border.length + 2, next - 2)
    const headEnd = part.indexOf('\r\n\r\n')
    const head = part.subarray(0, Math.max(0, headEnd)).toString()
    const name = /;\s*name="?([^";\r\n]+)"?/i.exec(head)?.[1]
    const filename = /filename="([^"\r\n]*)"/i.exec(head)?.[1]
    if (headEnd !== -1 && name === 'media' && filename) return { name: filename, bytes: part.subarray(headEnd + 4) }
    at = next
  }
  return null
}
