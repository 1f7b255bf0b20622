import type { HospitalPlan } from '../wire.ts'

type Planned = HospitalPlan['people'][number]

interface More extends Pick<Partial<Planned>, 'status' | 'wechat' | 'note'> {
  /** Departments this person belongs to besides, without leading them. */
  also?: number[]
}

/** People by department id: userid, name and position. The first of each department leads it. */
export type Staff = Record<number, [userid: string, name: string, position: string, more?: More][]>

/** What makes people worth choosing, the office first; everybody else follows in the order of the departments. */
const noteworthy = ['纪委办', '科主任', '护士长', '夜班']

export function peopleOf(...staffs: Staff[]): Planned[] {
  const people = staffs.flatMap(staff =>
    Object.entries(staff).flatMap(([id, members]) =>
      members.map(([userid, name, position, { also = [], ...more } = {}], place) => ({
        userid,
        name,
        department: [Number(id), ...also],
        is_leader_in_dept: [place === 0 || /(?:护士|助产士)长/.test(position) ? 1 : 0, ...also.map(() => 0)],
        position,
        status: 1,
        ...more,
      })),
    ),
  )
  const rank = ({ note }: Planned): number => {
    if (note === undefined) return noteworthy.length + 1
    const place = noteworthy.indexOf(note)
    return place === -1 ? noteworthy.length : place
  }
  return people.sort((a, b) => rank(a) - rank(b))
}
