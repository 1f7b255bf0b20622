import type { DirectoryReading } from './reading.ts'

type Department = DirectoryReading['departments'][number]

/** What the root is called where WeCom does not show it. */
const unseenRoot: Department = { id: '1', name: '全体', parent: '0', order: 0, leaders: [] }

/**
 * The same directory as one tree that everybody stands in. WeCom shows only what the app may see: without the root
 * the departments are several trees, and who was made visible alone stands in none. Read while somebody moves
 * departments, they may even form a circle. Whatever hangs nowhere is hung below the root.
 */
export function mend({ departments, people }: DirectoryReading): DirectoryReading {
  if (!departments.length && !people.length) return { departments, people }
  const byId = new Map(departments.map(row => [row.id, row]))
  const tops = departments.filter(row => !byId.has(row.parent))
  const root = byId.get(unseenRoot.id) ?? (tops.length === 1 && tops[0] ? tops[0] : unseenRoot)
  const parentOf = (row: Department): string => {
    if (row.id === root.id) return unseenRoot.parent
    if (!byId.has(row.parent)) return root.id
    // A circle is cut at one place.
    const [first] = circleOf(row, root.id, byId).sort()
    return first === row.id ? root.id : row.parent
  }
  const mended = departments.map(row => ({ ...row, parent: parentOf(row) }))
  return {
    departments: byId.has(root.id) ? mended : [root, ...mended],
    people: people.map(person => {
      const seen = person.departments.filter(id => byId.has(id))
      return { ...person, departments: seen.length ? seen : [root.id] }
    }),
  }
}

/** The circle in which a department lies below itself; empty where it does not. */
function circleOf(row: Department, root: string, byId: ReadonlyMap<string, Department>): string[] {
  const circle = [row.id]
  for (let id = row.parent; id !== row.id; id = byId.get(id)?.parent ?? '') {
    if (id === root || !byId.has(id) || circle.includes(id)) return []
    circle.push(id)
  }
  return circle
}
