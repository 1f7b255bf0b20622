/** The evidence does not hold; the message names the first thing that does not. */
export class Broken extends Error {
  override name = 'Broken'
}
