interface Transferable {
  transferToFixedLength?: (length?: number) => ArrayBuffer
}

/** pdf.js calls what Node.js has only from version 21 on; without it no page with an embedded font shows its lines. */
const prototype = ArrayBuffer.prototype as Transferable
prototype.transferToFixedLength ??= function (this: ArrayBuffer, length = this.byteLength) {
  const copy = new Uint8Array(length)
  copy.set(new Uint8Array(this).subarray(0, length))
  return copy.buffer
}
