/**
 * What to do about WeCom's errcode (vendor page 90313).
 * retry: busy, again soon · wait: a limit, again when its window has passed · token: fetch another and repeat once ·
 * recipient: nobody of those named can be reached · drop: this message never · bug: never, and it is ours ·
 * config: nothing will pass until somebody changes something in the console.
 */
export type Reaction = 'retry' | 'wait' | 'token' | 'recipient' | 'drop' | 'bug' | 'config'

const table: Record<Reaction, readonly number[]> = {
  retry: [-1, 6000, 45033, 45035],
  wait: [45009, 45036],
  token: [40001, 40014, 42001],
  recipient: [
    40003, 40050, 46004, 49008, 50002, 60003, 60011, 60021, 60111, 60123, 81013, 82102, 84061, 86216, 92000, 301021,
  ],
  drop: [
    40004, 40005, 40006, 40007, 40009, 40011, 40029, 40031, 40039, 40066, 40068, 40123, 40145, 40201, 40204, 42003,
    42022, 42052, 44001, 45001, 45007, 45032, 60140, 82004, 84014, 84015, 93018, 830001, 830002, 830003,
  ],
  config: [
    40013, 40056, 40057, 40091, 43012, 45024, 45031, 48001, 48002, 48003, 48004, 48006, 48009, 48010, 50001, 50003,
    60020, 60031, 80001, 81011, 85004, 85005, 85008, 85009, 85010, 85011, 85111, 93000, 93001, 93004, 93008, 301002,
    301007,
  ],
  bug: [
    40008, 40032, 40033, 40035, 40058, 40063, 40074, 40093, 40146, 40206, 41001, 41002, 41004, 41006, 41011, 41016,
    41033, 42012, 42014, 42015, 42016, 42017, 42018, 42019, 42020, 42027, 42028, 42029, 42030, 42031, 42033, 42035,
    42036, 42037, 42038, 42039, 42040, 42041, 42042, 42043, 42044, 42045, 42046, 42047, 42049, 42050, 42051, 44004,
    45002, 45008, 45029, 45034, 48005, 81012, 82001, 82002, 82003, 82101, 84025, 91040, 92002, 92003, 93017, 301019,
  ],
}

const byCode = new Map(
  Object.entries(table).flatMap(([reaction, codes]) => codes.map(code => [code, reaction as Reaction] as const)),
)

/** A code that is on no list was refused for a reason nobody can guess: `drop`. */
export const reactionTo = (code: number): Reaction => byCode.get(code) ?? 'drop'
