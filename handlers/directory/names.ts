/** What is known of names, to tell 内科和外科 (two) from 太和镇卫生院 (one). */
export interface KnownNames {
  exact: (name: string) => boolean
  /** A part of one. */
  near: (name: string) => boolean
}

const noNames: KnownNames = { exact: () => false, near: () => false }

/** Splits `内科、外科 和 护理部` into names. */
export const splitNames = (words: string, known: KnownNames = noNames): string[] =>
  words
    .split(/[、，,；;\s]+/u)
    .filter(piece => piece && piece !== '和')
    .flatMap(piece => parts(piece, known))

/** More 和 than this are no list of names. */
const most = 5

function parts(piece: string, { exact, near }: KnownNames): string[] {
  if (!piece.includes('和') || exact(piece)) return [piece]
  const ways = waysToPart(piece).sort((a, b) => a.length - b.length)
  const fitting = ways.find(way => way.every(exact)) ?? ways.find(way => way.every(near))
  if (fitting) return fitting
  // One of them is known: then the other is what is missing.
  const plain = piece.split(/和(?=\S{2})/u).filter(Boolean)
  return exact === noNames.exact || plain.some(exact) ? plain : [piece]
}

/** Every way to take some 和 for an `and`, none of them too. */
function waysToPart(piece: string): string[][] {
  const [first = '', ...rest] = piece.split('和')
  if (rest.length > most) return [[piece]]
  return rest
    .reduce<string[][]>(
      (ways, next) =>
        ways.flatMap(way => [
          [...way.slice(0, -1), `${way.at(-1) ?? ''}和${next}`],
          [...way, next],
        ]),
      [[first]],
    )
    .filter(way => way.every(Boolean))
}
