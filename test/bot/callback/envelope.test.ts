import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encryptedIn } from '../../../bot/callback/encrypted.ts'
import { cdata, heal, xmlReader } from '../../../bot/callback/envelope.ts'

const read = xmlReader()
const garbage: unknown = expect.objectContaining({ name: 'Refused', reason: 'garbage' })

describe('reading XML', () => {
  it('keeps text as it is: digits beyond 2^53, leading zeros, spaces, Chinese beyond the BMP', () => {
    const xml = '<xml><MsgId>7300000000000000001</MsgId><a>00123</a><b><![CDATA[ 𠮷 & <b> ]]></b><c/></xml>'
    expect(read(xml)).toEqual({ MsgId: '7300000000000000001', a: '00123', b: ' 𠮷 & <b> ', c: '' })
  })
  it('gives repeated elements as an array, one alone as itself', () => {
    const item = (key: string) => `<SelectedItem><QuestionKey>${key}</QuestionKey></SelectedItem>`
    const of = (...keys: string[]) => read(`<xml><SelectedItems>${keys.map(item).join('')}</SelectedItems></xml>`)
    expect(of('q1', 'q2')).toEqual({
      SelectedItems: { SelectedItem: [{ QuestionKey: 'q1' }, { QuestionKey: 'q2' }] },
    })
    expect(of('q1')).toEqual({ SelectedItems: { SelectedItem: { QuestionKey: 'q1' } } })
  })
  it('reads the five entities of XML, a declaration and white space around CDATA', () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n <a>&lt;&amp;&#20013;</a>\n <b>\n<![CDATA[x]]>\n</b>\n</xml>'
    expect(read(xml)).toEqual({ a: '<&中', b: 'x' })
  })
  it('joins CDATA sections that follow one another', () => {
    expect(read(`<xml><a>${cdata('1]]>2]]]]>>3')}</a></xml>`)).toEqual({ a: '1]]>2]]]]>>3' })
  })
  it('has no prototype to be polluted', () => {
    const tree = read('<xml><__proto__><polluted>1</polluted></__proto__><constructor>2</constructor></xml>')
    expect(Object.keys(tree)).toEqual(['__proto__', 'constructor'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  const bomb = `<!DOCTYPE lolz [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i} "&a;&a;">`).join('')}]><xml><a>&l8;</a></xml>`
  it.each([
    ['an XML bomb', bomb],
    [
      'a document type that reads a file',
      '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/hosts">]><xml><a>&f;</a></xml>',
    ],
    ['a bare document type', '<!DOCTYPE xml><xml><a>1</a></xml>'],
    ['an entity nobody defined', '<xml><a>&lol;</a></xml>'],
    ['deep nesting', `<xml>${'<a>'.repeat(50)}${'</a>'.repeat(50)}</xml>`],
    ['very deep nesting, unclosed', '<xml>'.repeat(100_000)],
    ['a flood of elements', `<xml>${'<a/>'.repeat(3000)}</xml>`],
    ['an element that is not closed', '<xml><a>1</xml>'],
    ['an end that is missing', '<xml><a>1</a>'],
    ['two roots', '<xml><a>1</a></xml><xml><a>2</a></xml>'],
    ['another root', '<html><a>1</a></html>'],
    ['a root without children', '<xml>text</xml>'],
    ['CDATA that does not end', '<xml><a><![CDATA[1</a></xml>'],
    ['an end of CDATA without its start', '<xml><a>1]]>2</a></xml>'],
    ['text beside CDATA', '<xml><a>boss<![CDATA[li]]></a></xml>'],
    ['JSON', '{"encrypt":"x"}'],
    ['nothing', ''],
    ['a forbidden character', '<xml><a>\u0000</a></xml>'],
  ])('refuses %s, and reads the next text as if nothing had been', (_name, xml) => {
    expect(() => read(xml)).toThrow(garbage)
    expect(read('<xml><a>1</a></xml>')).toEqual({ a: '1' })
  })
  it('never throws anything but a refusal', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<xml>',
        '</xml>',
        '<a>',
        '</a>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '&',
        ';',
        '<?',
        '?>',
        '<!DOCTYPE x',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), pieces => {
        try {
          read(pieces.join(''))
        } catch (error) {
          expect(error).toEqual(garbage)
        }
      }),
    )
  })
})

describe('the encrypted text of a body', () => {
  const to = '<ToUserName><![CDATA[ww0]]></ToUserName>'
  const agent = '<AgentID><![CDATA[1000002]]></AgentID>'
  const of = (text: string) => `<Encrypt><![CDATA[${text}]]></Encrypt>`
  it('is found whatever the order, the spaces and the way of writing', () => {
    for (const body of [
      `<xml>${to}${agent}${of('QUI+/=')}</xml>`,
      `<xml>${to}${of('QUI+/=')}${agent}</xml>`,
      `<?xml version="1.0"?><xml>${of('QUI+/=')}<AgentID>1</AgentID></xml>`,
      `\n<xml>\n  ${to}\n  ${of('QUI+/=')}\n</xml>\n`,
      '<xml><Encrypt>QUI+/=</Encrypt><Other a="1"/></xml>',
    ]) {
      expect(encryptedIn(body, read)).toBe('QUI+/=')
    }
  })
  it('is never found where the strict reader would refuse the body', () => {
    for (const body of [
      `<!DOCTYPE x><xml>${of('QUI=')}</xml>`,
      `<xml>${of('QUI=')}${of('QUI=')}</xml>`,
      `<xml>${of('QUI=')}</xml><xml>${of('QUI=')}</xml>`,
      `<xml>${of('QUI=')}`,
      `<xml>${to}</xml>`,
      `x<xml>${of('QUI=')}</xml>`,
    ]) {
      expect(() => encryptedIn(body, read)).toThrow(garbage)
    }
  })
  it('is the same as the strict reader finds', () => {
    const part = fc.constantFrom(to, agent, of('QUI='), of('x y'), '<a/>', ' ', '\n', '<xml>', '</xml>', '<!-- -->')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), parts => {
        const body = `<xml>${parts.join('')}</xml>`
        const found = outcome(() => encryptedIn(body, read))
        const strict = outcome(() => {
          const { Encrypt } = read(body)
          return typeof Encrypt === 'string' ? Encrypt : null
        })
        expect(found).toBe(strict)
      }),
    )
  })
})

const outcome = (work: () => string | null): string | null => {
  try {
    return work()
  } catch {
    return null
  }
}

describe('writing and healing', () => {
  it('gives back any text that XML allows, line ends as one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const allowed = heal(text)
        expect(read(`<xml><a>${cdata(text)}</a></xml>`)).toEqual({ a: allowed.replace(/\r\n?/g, '\n') })
      }),
    )
  })
  it('turns pasted vertical tabs and form feeds into line breaks and drops what says nothing', () => {
    expect(heal('一\u000b二\u000c三\u0000四\u001f')).toBe('一\n二\n三四')
    expect(heal('plain\ttext\n')).toBe('plain\ttext\n')
  })
})
