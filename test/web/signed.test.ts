import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signer } from '../../web/api/signed.ts'

const session = signer('a secret of enough length for a test', 'session')

describe('a signed value', () => {
  it('opens as it was signed, in characters a cookie may hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), value => {
        const signed = session.sign(value)
        expect(signed).toMatch(/^[\w.-]*$/)
        expect(session.open(signed)).toBe(Buffer.from(value).toString())
      }),
    )
  })

  it('does not open once a character has changed', () => {
    const signed = session.sign('202611')
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.constantFrom('A', 'z', '0', '.', '-'), (at, other) => {
        fc.pre(signed[at] !== other)
        const changed = signed.slice(0, at) + other + signed.slice(at + 1)
        // The last character of base64url holds bits that mean nothing.
        expect([null, '202611']).toContain(session.open(changed))
        if (at < signed.length - 1) expect(session.open(changed)).toBe(null)
      }),
    )
  })

  it('opens for its own purpose and secret only', () => {
    const signed = session.sign('x')
    expect(signer('a secret of enough length for a test', 'login').open(signed)).toBe(null)
    expect(signer('another secret of enough length', 'session').open(signed)).toBe(null)
  })
})
